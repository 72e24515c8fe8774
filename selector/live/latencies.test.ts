import { expect, test } from 'vitest'
import { unmeasured, type NetworkSample } from '../../domain/network-sample.ts'
import { Latencies } from './latencies.ts'

const sample = (
  round: number,
  latencyP95Ms: number | null,
  over: Partial<NetworkSample> = {},
): NetworkSample => ({
  ...unmeasured,
  network: 'weave',
  at: round * 10_000,
  probedAt: round * 10_000,
  latencyP95Ms,
  attachments: 0,
  ...over,
})

const after = (values: readonly (number | null)[]) => {
  const latencies = new Latencies()
  for (const [round, value] of values.entries()) latencies.observe([sample(round, value)])
  return latencies.of('weave')
}

const steady = [0.5, 0.5, 0.6, 0.5, 0.4, 0.5]

test('Latencies know nothing of a network that nobody has probed', () => {
  expect([after([null]), new Latencies().of('weave')]).toEqual([null, null])
})

test('Latencies hold back a single reading that fits none before it, and take the third of its kind', () => {
  expect(after([...steady, 40])?.value).toBeLessThan(0.61)
  expect(after([...steady, 40, 0.5])?.value).toBeLessThan(0.61)
  expect(after([...steady, 40, 41, 42])?.value).toBe(42)
})

test('Latencies show what is worse at once, and what is better by and by', () => {
  const worse = after([0.5, 2])
  expect(worse).toEqual({ at: 10_000, value: 2 })
  expect(after([0.5, 2, 0.5])?.value).toBeCloseTo(0.5 + 1.5 * Math.exp(-1 / 3))
})

test('Latencies look at every probe once, however often a sample repeats it', () => {
  const latencies = new Latencies()
  latencies.observe([sample(1, 3)])
  latencies.observe([sample(2, 9, { probedAt: 10_000 })])
  expect(latencies.of('weave')).toEqual({ at: 10_000, value: 3 })
})
