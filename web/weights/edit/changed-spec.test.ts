import { expect, test } from 'vitest'
import { changedSpec } from './changed-spec.ts'

const before = {
  utilization: 6,
  headroom: 0,
  latency: 3,
  jitter: 0,
  loss: 1,
  responseTime: 1,
  applicationResponse: 1,
  dropRatio: 1,
  addressOccupancy: 2,
  occupancy: 1,
  subnets: 0,
  price: 0,
  fit: 0,
}

test('only what was moved is written out', () => {
  const spec = { preset: 'web', weights: { loss: 1 } } as const
  expect(changedSpec(spec, before, { ...before, latency: 8 })).toEqual({
    preset: 'web',
    weights: { loss: 1, latency: 8 },
  })
})

test('what was moved back is no change', () => {
  const spec = { weights: { latency: 3 } }
  expect(changedSpec(spec, before, { ...before })).toBe(spec)
})

test('a weight that preferences bring along is fixed with all others', () => {
  const spec = { preferences: { 'network-policy': 1 } }
  const after = { ...before, fit: 4, latency: 8 }
  expect(changedSpec(spec, { ...before, fit: 4 }, after)).toEqual({ ...spec, weights: after })
})
