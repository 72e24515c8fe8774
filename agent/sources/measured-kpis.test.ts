import { expect, test } from 'vitest'
import { nodeKpis } from '../../domain/kpi.ts'
import type { NetworkSettings } from '../../domain/network-settings.ts'
import { capabilitiesOf } from './capabilities-of.ts'
import { measuredKpis } from './measured-kpis.ts'

const now = Date.parse('2026-06-01T00:00:00Z')
const bare = { probes: false, foreignProbes: false, applications: false }
const priced = (
  ...entries: readonly [currency: string, validFrom: string, price?: string][]
): NetworkSettings => ({
  prices: entries.map(([currency, validFrom, perGigabyteEgress = '0.02']) => ({
    currency,
    validFrom,
    perGigabyteEgress,
  })),
})
const [past, newer, future] = ['2026-01-01T00:00:00Z', '2026-05-01T00:00:00Z', '2027-01-01T00:00:00Z']

test('measuredKpis() of a bare node are those that it measures by itself', () => {
  expect(measuredKpis(bare, [{}], now)).toEqual(nodeKpis)
})

test('measuredKpis() has those of probes and of applications where they are configured', () => {
  const measures = measuredKpis({ ...bare, probes: true, applications: true }, [], now)
  expect([...measures].filter((kpi) => !nodeKpis.has(kpi))).toEqual([
    'latency',
    'jitter',
    'loss',
    'responseTime',
    'applicationResponse',
  ])
})

test("measuredKpis() has of a CNI's own probes latency and loss", () => {
  const measures = measuredKpis({ ...bare, foreignProbes: true }, [], now)
  expect([...measures].filter((kpi) => !nodeKpis.has(kpi))).toEqual(['latency', 'loss'])
})

const settingsOf = (over: object) => ({
  GENIE_PROBES: 'off' as const,
  GENIE_MODE: 'attach' as const,
  ...over,
})
const on = (type: string) => [{ plugins: [{ type }] }] as const

test.each<[object, string, object]>([
  [{}, 'bridge', {}],
  [{ GENIE_PROBES: 'on' }, 'bridge', { probes: true }],
  [{ GENIE_PROBES: 'on', GENIE_MODE: 'observe' }, 'bridge', {}],
  [{ GENIE_PROMETHEUS: 'http://p' }, 'bridge', { applications: true }],
  [{ GENIE_PROMETHEUS: 'http://p' }, 'cilium-cni', { applications: true, foreignProbes: true }],
  [{ GENIE_PROMETHEUS: 'http://p', GENIE_KUBE_OVN_METRICS: 'none' }, 'kube-ovn', { applications: true }],
  [{ GENIE_KUBE_OVN_METRICS: 'http://k' }, 'kube-ovn', { foreignProbes: true }],
  [{ GENIE_KUBE_OVN_METRICS: 'http://k' }, 'calico', {}],
])('capabilitiesOf() %j with %s is %j', (over, type, capabilities) => {
  expect(capabilitiesOf(settingsOf(over), on(type))).toEqual({ ...bare, ...capabilities })
})

test('measuredKpis() counts prices of the book, unless a network has one in another currency', () => {
  expect(measuredKpis(bare, [{}], now, 'EUR').has('price')).toBe(true)
  expect(measuredKpis(bare, [priced(['EUR', past])], now, 'EUR').has('price')).toBe(true)
  expect(measuredKpis(bare, [priced(['USD', past])], now, 'EUR').has('price')).toBe(false)
})

test.each<[string, readonly NetworkSettings[], boolean]>([
  ['one network has one', [priced(['EUR', past]), {}], true],
  ['all are in one currency', [priced(['EUR', past]), priced(['EUR', newer])], true],
  ['two currencies meet', [priced(['EUR', past]), priced(['USD', past])], false],
  ['only an older entry is in another', [priced(['USD', past], ['EUR', newer]), priced(['EUR', past])], true],
  ['another is still to come', [priced(['EUR', past], ['USD', future]), priced(['EUR', past])], true],
  ['the only one is still to come', [priced(['EUR', future])], false],
  ['two entries of one time are in two', [priced(['EUR', past], ['USD', past])], false],
])('measuredKpis() where %s: price counts is %s', (_what, settings, counts) => {
  expect(measuredKpis(bare, settings, now).has('price')).toBe(counts)
})
