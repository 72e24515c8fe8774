import { expect, test } from 'vitest'
import { defaultProfile } from '../../domain/profile.ts'
import { decisionOf } from '../../test/support/decision-of.ts'
import { networkInputs, reading } from '../../test/support/network-inputs.ts'
import { plainPainter } from '../terminal/painter.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { decisionText } from './decision-text.ts'

const terminal: Terminal = {
  write: () => undefined,
  warn: () => undefined,
  isTty: false,
  canAsk: false,
  columns: undefined,
  paint: plainPainter,
  ask: () => Promise.resolve(''),
}
const cost = {
  currency: 'EUR',
  perMonth: 3.234,
  perMonthP90: 5,
  perGigabyte: 0.1,
  confidence: 0.3,
  monthToDateGigabytes: 0,
  version: 7,
}

test('decisionText() says what was tried, what it costs, how it fits, and in what others miss the SLA', () => {
  const networks = [
    networkInputs('calico', { utilization: reading(0.4) }, { cost, facts: { capabilities: ['policy'] } }),
    networkInputs('flannel', { utilization: reading(0.8) }),
    networkInputs('gone', {}, { facts: { coolingDown: { untilMs: 31_000, why: 'full' } } }),
  ]
  const decision = decisionOf(
    {
      namespace: 'shop',
      profile: {
        ...defaultProfile,
        weights: { ...defaultProfile.weights, fit: 4 },
        preferences: { policy: 1 },
        sla: { mode: 'fallbackBestPath', maxUtilizationRatio: 0.7 },
      },
      measures: ['utilization'],
      networks,
      picks: 2,
      nowMs: 1_000,
    },
    { tried: [{ network: 'gone', error: 'full' }] },
  )
  const lines = decisionText(decision, 5_000, terminal, false).split('\n')
  expect(lines.slice(0, 4)).toEqual([
    'calico, with flannel on eth0: chosen, though not all of them met the SLA; the plugin has not reported yet',
    decision.reason,
    'Before it gone was tried, and failed: full',
    'Expected to cost 3.23 EUR a month, nine of ten such pods up to 5 EUR, by price book 7, 30% sure',
  ])
  expect(lines.map((line) => line.replaceAll(/ +/g, ' ').trim())).toEqual(
    expect.arrayContaining([
      'RANK NETWORK SCORE CONGESTION FIT',
      '2 flannel 0.10 0.10 0.00 misses the SLA: congestion 80 % of at most 70 %',
      '- gone 0.27 ~0.27 0.00 it has just failed (full) and is left alone for 30 s',
      'fit 100% 1.00 40% 0.40',
    ]),
  )
})

test('decisionText() says that prices are of settings where there is no price book', () => {
  const priced = networkInputs('calico', {}, { cost: { ...cost, version: 0 } })
  const about = { namespace: 'shop', measures: ['utilization' as const], picks: 1, nowMs: 1_000 }
  const decision = decisionOf({ ...about, profile: defaultProfile, networks: [priced] })
  expect(decisionText(decision, 5_000, terminal, false)).toContain(
    'nine of ten such pods up to 5 EUR, by settings of networks, 30% sure',
  )
})
