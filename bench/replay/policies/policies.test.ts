import { expect, test } from 'vitest'
import { unmeasured, type NetworkSample } from '../../../domain/network-sample.ts'
import { linksOf } from '../link.ts'
import { randomOf } from '../random.ts'
import { usualScenario } from '../scenario.ts'
import type { Arrival } from '../trace.ts'
import { policies, type PolicyName } from './policies.ts'

const capacities = [10e9, 1e9]
const pod: Arrival = { number: 1, at: 700, lifeSeconds: 60, bitsPerSecond: 1e6, owner: 0, startsOn: null }

/** Two networks: 30 % of 10 Gbit/s in use, 50 % of 1 Gbit/s; the first is quicker too. */
const samples: readonly NetworkSample[] = [3e9, 5e8].map((bits, index) => ({
  ...unmeasured,
  network: `net-${String(index + 1)}`,
  at: 1,
  ingressBitsPerSecond: bits,
  egressBitsPerSecond: 0,
  dropRatio: 0,
  capacityBitsPerSecond: capacities[index] ?? NaN,
  addressesUsed: 1,
  addressesTotal: 100,
  latencyP95Ms: 0.3 * (index + 1),
  lossRatio: 0.004,
  responseTimeMs: 0.9 * (index + 1),
  attachments: 1,
}))

const choiceOf = async (name: PolicyName) => {
  const links = linksOf(capacities)
  const names = links.map((link) => link.name)
  const policy = policies[name]({ scenario: usualScenario, names, links, random: randomOf(1, 'policy') })
  policy.observe({ networks: samples, attachments: [] }, 1_700_000_000_000)
  return policy.choose(pod, 1_700_000_000_000)
}

test.each([
  ['static', 'net-1'],
  ['roundRobin', 'net-1'],
  ['genie', 'net-2'],
  ['minMax', 'net-1'],
  ['topsis', 'net-1'],
  ['powerOfTwo', 'net-1'],
  ['peakEwma', 'net-1'],
  ['bestQuality', 'net-1'],
] as const)('%s takes %s of a large quiet network and a small busy one', async (name, network) => {
  expect(await choiceOf(name)).toBe(network)
})

test('the oracle goes by the truth, whatever samples say', async () => {
  expect(await choiceOf('oracle')).toBe('net-1')
})
