import { expect, test } from 'vitest'
import { networkInputs, reading } from '../../../test/support/network-inputs.ts'
import { scored } from '../../../test/support/scored.ts'
import { unknownKpiFault } from './unknown-kpi-fault.ts'

const { kpis } = scored(networkInputs('a', { latency: reading(1), loss: reading(0, 61_000) }))

test('unknownKpiFault() names what the profile requires and nobody knows, or knew too long ago', () => {
  expect(unknownKpiFault(['latency', 'loss', 'jitter'], kpis)).toEqual({
    code: 'kpi-unknown',
    detail: 'the profile needs a figure of its loss, jitter',
    parameters: { kpis: ['loss', 'jitter'] },
  })
})

test('unknownKpiFault() finds nothing where all is known, nothing is required, or only a fit', () => {
  expect(unknownKpiFault(['latency', 'fit'], kpis)).toBe(null)
  expect(unknownKpiFault(undefined, kpis)).toBe(null)
})
