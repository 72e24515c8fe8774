import fc from 'fast-check'
import { expect, test } from 'vitest'
import { kpis, nodeKpis, type Kpi } from '../../domain/kpi.ts'
import { defaultProfile, type Weights } from '../../domain/profile.ts'
import { networkInputs as figures, reading } from '../../test/support/network-inputs.ts'
import { contrast } from './contrast.ts'
import { countingWeights } from './counting-weights.ts'
import { judgeBySla } from './judge-by-sla.ts'
import { rank } from './rank.ts'
import type { NetworkInputs } from './inputs.ts'
import { scoreCandidate } from './score-candidate.ts'

/** Of a node without probes, Prometheus and prices. */
const weights = countingWeights(defaultProfile.weights, nodeKpis)

const nobody = { constraints: {}, namespace: 'default', nowMs: 1_700_000_000_000 }
const scored = (inputs: NetworkInputs, by: Weights = weights) => scoreCandidate(inputs, by, nobody)

const order = (list: readonly NetworkInputs[]) =>
  rank(list.map((each) => scored(each))).map(({ network }) => network)

const someReadings = fc.record(
  Object.fromEntries(
    kpis.map((kpi) => [
      kpi,
      fc.record({
        value: fc.double({ min: 0, max: 1.5, noNaN: true }),
        ageMs: fc.integer({ min: 0, max: 90_000 }),
        source: fc.constant('test'),
        trust: fc.double({ min: 0, max: 1, noNaN: true }),
      }),
    ]),
  ),
  { requiredKeys: [] },
)
const someNetworks = fc
  .array(someReadings, { minLength: 2, maxLength: 8 })
  .map((list) => list.map((readings, index) => figures(`net${index}`, readings)))

test('rank() prefers the network with less of its capacity in use', () => {
  expect(
    order([figures('a', { utilization: reading(0.8) }), figures('b', { utilization: reading(0.4) })]),
  ).toEqual(['b', 'a'])
})

test('rank() breaks equal scores by the share of capacity in use, then by name', () => {
  const list = [
    figures('c', { utilization: reading(0.2) }),
    figures('b', { utilization: reading(0.1) }),
    figures('a', { utilization: reading(0.2) }),
  ]
  expect(order(list)).toEqual(['b', 'a', 'c'])
})

test('rank() puts excluded networks last whatever their score', () => {
  const full = { facts: { addressesUsed: 253, addressesTotal: 254 } }
  const ranked = rank(
    [figures('full', { utilization: reading(0) }, full), figures('busy', { utilization: reading(1) })].map(
      (each) => scored(each),
    ),
  )
  expect(ranked.map(({ network, rank: place }) => [network, place])).toEqual([
    ['busy', 1],
    ['full', null],
  ])
  expect(contrast(ranked)).toBe('busy: the only network that can take the pod')
})

test('removing a losing candidate never changes the winner', () => {
  fc.assert(
    fc.property(someNetworks, fc.nat(), (list, pick) => {
      const [winner, ...losers] = order(list)
      const removed = losers[pick % losers.length]
      expect(order(list.filter(({ network }) => network !== removed))[0]).toBe(winner)
    }),
  )
})

const someMeasures = fc.subarray([...kpis]).map((list): ReadonlySet<Kpi> => new Set(list))
const someWeights = fc.record(
  Object.fromEntries(kpis.map((kpi) => [kpi, fc.integer({ min: 0, max: 10 })])) as Record<
    Kpi,
    fc.Arbitrary<number>
  >,
)

test('removing a losing candidate never changes the winner, whatever the weights and whatever the node can measure', () => {
  fc.assert(
    fc.property(someNetworks, someWeights, someMeasures, fc.nat(), (list, of, measures, pick) => {
      const ordered = (from: readonly NetworkInputs[]) =>
        rank(from.map((each) => scored(each, countingWeights(of, measures)))).map(({ network }) => network)
      const [winner, ...losers] = ordered(list)
      const removed = losers[pick % losers.length]
      expect(ordered(list.filter(({ network }) => network !== removed))[0]).toBe(winner)
    }),
  )
})

test('a KPI that the node has no source for changes no score, whoever has a reading of it', () => {
  fc.assert(
    fc.property(someReadings, (readings) => {
      const measured = Object.fromEntries(
        kpis.filter((kpi) => nodeKpis.has(kpi)).map((kpi) => [kpi, readings[kpi]]),
      )
      const own = Object.fromEntries(Object.entries(measured).filter(([, each]) => each !== undefined))
      expect(scored(figures('a', readings)).score).toBe(scored(figures('a', own)).score)
    }),
  )
})

test('countingWeights() gives back what there is no source for only if nothing else is left', () => {
  const only = { ...Object.fromEntries(kpis.map((kpi) => [kpi, 0])), latency: 3 } as typeof weights
  expect(countingWeights(only, nodeKpis)).toEqual(only)
  expect(scored(figures('a', {}), countingWeights(only, nodeKpis)).score).toBe(0.45)
  expect(weights).toMatchObject({ utilization: 6, latency: 0, addressOccupancy: 2, dropRatio: 1 })
})

test('the order in which candidates come in never matters', () => {
  fc.assert(
    fc.property(someNetworks, (list) => {
      expect(order([...list].reverse())).toEqual(order(list))
    }),
  )
})

test('a score is the sum of its contributions and stays between 0 and 1', () => {
  fc.assert(
    fc.property(someReadings, (readings) => {
      const { score, kpis: scores } = scored(figures('a', readings))
      expect(score).toBeCloseTo(scores.reduce((sum, { contribution }) => sum + contribution, 0))
      expect(score).toBeGreaterThanOrEqual(0)
      expect(score).toBeLessThanOrEqual(1 + 1e-9)
    }),
  )
})

test('an old reading fades to the prior and no further', () => {
  const fresh = scored(figures('a', { utilization: reading(0.9, 0) }))
  const old = scored(figures('a', { utilization: reading(0.9, 60_000) }))
  const never = scored(figures('a', {}))
  expect(fresh.score).toBeLessThan(old.score)
  expect(old.score).toBe(never.score)
})

test('contrast() names the KPIs that made the difference, the largest first', () => {
  const ranked = rank(
    [
      figures('weave', { utilization: reading(0.3), dropRatio: reading(0.0005) }),
      figures('calico', { utilization: reading(0.6), dropRatio: reading(0) }),
    ].map((each) => scored(each)),
  )
  expect(contrast(ranked)).toBe(
    'weave: congestion +.30 (30 % vs 60 %), drops -.05 (0.05 % vs 0 %) against calico',
  )
})

test.each([
  [
    { utilization: 0.32 },
    { utilization: 0.322 },
    'hardly better than b, most by congestion (32 % vs 32.2 %)',
  ],
  [{ utilization: 0.1 }, { utilization: 0.2 }, 'as good as b, and less of its capacity is in use'],
  [{ utilization: 0.1 }, { utilization: 0.1 }, 'as good as b, and before it by name'],
])('contrast() of %o and %o, which nobody would tell apart, is: %s', (one, other, words) => {
  const ranked = rank(
    [
      figures('a', { utilization: reading(one.utilization) }),
      figures('b', { utilization: reading(other.utilization) }),
    ].map((each) => scored(each)),
  )
  expect(contrast(ranked)).toBe(`a: ${words}`)
})

const someSla = fc.record(
  {
    mode: fc.constantFrom('strict' as const, 'fallbackBestPath' as const),
    maxUtilizationRatio: fc.double({ min: 0, max: 1, noNaN: true }),
    maxDropRatio: fc.double({ min: 0, max: 1, noNaN: true }),
    maxLatencyMs: fc.double({ min: 0, max: 1.5, noNaN: true }),
    minHeadroomBitsPerSecond: fc.double({ min: 0, max: 1.5, noNaN: true }),
  },
  { requiredKeys: ['mode'] },
)

test('removing a losing candidate never changes the winner, whatever the SLA', () => {
  fc.assert(
    fc.property(someNetworks, someSla, fc.nat(), (list, sla, pick) => {
      const judged = (from: readonly NetworkInputs[]) =>
        rank(from.map((each) => judgeBySla(scored(each), sla)))
      const winner = judged(list).find(({ excluded }) => excluded === null)?.network
      const losers = list.filter(({ network }) => network !== winner)
      const removed = losers[pick % losers.length]
      const left = judged(list.filter((each) => each !== removed))
      expect(left.find(({ excluded }) => excluded === null)?.network).toBe(winner)
    }),
  )
})

const underSla = (mode: 'strict' | 'fallbackBestPath', list: readonly NetworkInputs[]) =>
  rank(list.map((each) => judgeBySla(scored(each), { mode, maxUtilizationRatio: 0.5 })))

test('a strict SLA excludes whoever misses it; a milder one puts them behind all that meet it', () => {
  // `busy` scores better, as `dropping` loses packets.
  const busy = figures('busy', { utilization: reading(0.55), dropRatio: reading(0) })
  const dropping = figures('dropping', { utilization: reading(0.5), dropRatio: reading(0.001) })
  expect(underSla('strict', [busy, dropping]).map(({ network, excluded }) => [network, excluded])).toEqual([
    ['dropping', null],
    ['busy', { code: 'sla-missed', detail: 'congestion 55 % of at most 50 %' }],
  ])
  const ranked = underSla('fallbackBestPath', [busy, dropping])
  expect(ranked.map(({ network, missesSla }) => [network, missesSla])).toEqual([
    ['dropping', undefined],
    ['busy', 'congestion 55 % of at most 50 %'],
  ])
  expect(contrast(ranked)).toBe(
    'dropping: drops -.10 (0.1 % vs 0 %), congestion +.05 (50 % vs 55 %) against busy, which misses the SLA (congestion 55 % of at most 50 %)',
  )
})

test('if nobody meets the SLA the best is taken, and the reason says so', () => {
  const ranked = underSla('fallbackBestPath', [
    figures('a', { utilization: reading(0.6) }),
    figures('b', { utilization: reading(0.7) }),
  ])
  expect(ranked[0]?.network).toBe('a')
  expect(contrast(ranked)).toBe(
    'a: congestion +.10 (60 % vs 70 %) against b; no network meets the SLA (congestion 60 % of at most 50 %)',
  )
})

test('a reading that is too old to count misses no SLA', () => {
  expect(underSla('strict', [figures('old', { utilization: reading(0.9, 60_000) })])[0]?.excluded).toBe(null)
})

test('an SLA says each limit in its unit, the least of what is better the more', () => {
  const sla = {
    mode: 'strict' as const,
    maxLatencyMs: 1,
    maxLossRatio: 0.01,
    maxJitterMs: 0.5,
    maxResponseTimeMs: 10,
    minHeadroomBitsPerSecond: 100e6,
  }
  const poor = figures('poor', {
    latency: reading(1.25),
    loss: reading(0.02),
    jitter: reading(0.6),
    responseTime: reading(10.5),
    headroom: reading(99.9e6),
  })
  const rich = figures('rich', { latency: reading(1), headroom: reading(100e6) })
  expect([poor, rich].map((each) => judgeBySla(scored(each), sla).excluded?.detail)).toEqual([
    'headroom 99.9 Mbit/s of at least 100 Mbit/s, latency 1.25 ms of at most 1 ms, jitter 0.6 ms of at most 0.5 ms, loss 2 % of at most 1 %, response 10.5 ms of at most 10 ms',
    undefined,
  ])
})

test("a network's own anchors count before those of the KPI, and are shown", () => {
  const own = {
    ...figures('a', { utilization: reading(0.3) }),
    anchors: { utilization: { good: 0.1, bad: 0.5 } },
  }
  const score = scored(own).kpis[0]
  expect([score?.good, score?.bad, score?.value]).toEqual([0.1, 0.5, 0.5])
})
