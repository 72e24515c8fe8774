import { expect, test } from 'vitest'
import { unmeasured, type NetworkSample } from '../../domain/network-sample.ts'
import { UsualLoads } from './usual-loads.ts'

const start = 1_700_000_000_000
const sample = (
  seconds: number,
  egress: number | null,
  over: Partial<NetworkSample> = {},
): NetworkSample => ({
  ...unmeasured,
  network: 'weave',
  at: start + seconds * 1_000,
  ingressBitsPerSecond: 0,
  egressBitsPerSecond: egress,
  attachments: 0,
  ...over,
})
const loadsOf = (...samples: readonly NetworkSample[]) => {
  const loads = new UsualLoads()
  for (const each of samples) loads.observe([each])
  return loads.of('weave')
}

test('UsualLoads follow what a network carries within a minute, by when its counters were read', () => {
  const first = sample(0, 1e6)
  expect(loadsOf(first)).toMatchObject({ at: first.at, egressBitsPerSecond: 1e6, variance: 0 })
  const later = sample(72, 3e6, { trafficAt: start + 60_000 })
  const taken = 1 - Math.exp(-1)
  const load = loadsOf(first, later)
  expect(load?.at).toBe(start + 60_000)
  expect(load?.egressBitsPerSecond).toBeCloseTo(1e6 + taken * 2e6, 0)
  expect(load?.variance).toBeCloseTo(taken * (1 - taken) * 2e6 ** 2, -3)
})

test('UsualLoads know nothing of what nobody measured, and begin anew after the clock went back', () => {
  expect(loadsOf(sample(0, null))).toBeNull()
  expect(loadsOf(sample(0, 1e6), sample(10, null))).toMatchObject({ at: start, egressBitsPerSecond: 1e6 })
  expect(loadsOf(sample(0, 1e6), sample(10, 5e6), sample(-60, 2e6))).toEqual({
    at: start - 60_000,
    ingressBitsPerSecond: 0,
    egressBitsPerSecond: 2e6,
    variance: 0,
  })
})

test('UsualLoads of a load that stays are without variance, and the same figures again change nothing', () => {
  const steady = loadsOf(sample(0, 1e6), sample(10, 1e6), sample(20, 1e6))
  expect(steady).toMatchObject({ egressBitsPerSecond: 1e6, variance: 0 })
  const once = loadsOf(sample(0, 1e6), sample(10, 2e6))
  const readAgain = sample(20, 2e6, { trafficAt: start + 10_000 })
  expect(loadsOf(sample(0, 1e6), sample(10, 2e6), readAgain)).toEqual(once)
})
