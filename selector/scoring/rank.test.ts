import fc from 'fast-check'
import { expect, test } from 'vitest'
import { kpis } from '../../domain/kpi.ts'
import { defaultProfile } from '../../domain/profile.ts'
import { contrast } from './contrast.ts'
import { judgeBySla } from './judge-by-sla.ts'
import { rank } from './rank.ts'
import { scoreCandidate, type Figures, type Reading } from './score-candidate.ts'

const reading = (value: number, ageMs = 0): Reading => ({ value, ageMs, source: 'test', trust: 1 })

const figures = (
  network: string,
  readings: Figures['readings'],
  excluded: Figures['excluded'] = null,
): Figures => ({
  network,
  readings,
  excluded,
  reservedBitsPerSecond: 0,
  reservedAttachments: 0,
})

const order = (list: readonly Figures[]) =>
  rank(list.map((each) => scoreCandidate(each, defaultProfile.weights))).map(({ network }) => network)

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
  const full = { code: 'addresses-exhausted', detail: '1 of 254 addresses is free' } as const
  const ranked = rank(
    [figures('full', { utilization: reading(0) }, full), figures('busy', { utilization: reading(1) })].map(
      (each) => scoreCandidate(each, defaultProfile.weights),
    ),
  )
  expect(ranked.map(({ network, rank: place }) => [network, place])).toEqual([
    ['busy', 1],
    ['full', null],
  ])
  expect(contrast(ranked)).toBe(
    'busy: the only network that can take the pod; not full: 1 of 254 addresses is free',
  )
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
      const { score, kpis: scores } = scoreCandidate(figures('a', readings), defaultProfile.weights)
      expect(score).toBeCloseTo(scores.reduce((sum, { contribution }) => sum + contribution, 0))
      expect(score).toBeGreaterThanOrEqual(0)
      expect(score).toBeLessThanOrEqual(1 + 1e-9)
    }),
  )
})

test('an old reading fades to the prior and no further', () => {
  const fresh = scoreCandidate(figures('a', { utilization: reading(0.9, 0) }), defaultProfile.weights)
  const old = scoreCandidate(figures('a', { utilization: reading(0.9, 60_000) }), defaultProfile.weights)
  const never = scoreCandidate(figures('a', {}), defaultProfile.weights)
  expect(fresh.score).toBeLessThan(old.score)
  expect(old.score).toBe(never.score)
})

test('contrast() names the KPIs that made the difference, the largest first', () => {
  const ranked = rank(
    [
      figures('weave', { utilization: reading(0.3), dropRatio: reading(0.0005) }),
      figures('calico', { utilization: reading(0.6), dropRatio: reading(0) }),
    ].map((each) => scoreCandidate(each, defaultProfile.weights)),
  )
  expect(contrast(ranked)).toBe('weave: congestion +.30, drops -.05 against calico')
})

const someSla = fc.record(
  {
    mode: fc.constantFrom('strict' as const, 'fallbackBestPath' as const),
    maxUtilizationRatio: fc.double({ min: 0, max: 1, noNaN: true }),
    maxDropRatio: fc.double({ min: 0, max: 1, noNaN: true }),
  },
  { requiredKeys: ['mode'] },
)

test('removing a losing candidate never changes the winner, whatever the SLA', () => {
  fc.assert(
    fc.property(someNetworks, someSla, fc.nat(), (list, sla, pick) => {
      const judged = (from: readonly Figures[]) =>
        rank(from.map((each) => judgeBySla(scoreCandidate(each, defaultProfile.weights), sla)))
      const winner = judged(list).find(({ excluded }) => excluded === null)?.network
      const losers = list.filter(({ network }) => network !== winner)
      const removed = losers[pick % losers.length]
      const left = judged(list.filter((each) => each !== removed))
      expect(left.find(({ excluded }) => excluded === null)?.network).toBe(winner)
    }),
  )
})

const underSla = (mode: 'strict' | 'fallbackBestPath', list: readonly Figures[]) =>
  rank(
    list.map((each) =>
      judgeBySla(scoreCandidate(each, defaultProfile.weights), { mode, maxUtilizationRatio: 0.5 }),
    ),
  )

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
    'dropping: drops -.10, congestion +.05 against busy, which misses the SLA (congestion 55 % of at most 50 %)',
  )
})

test('if nobody meets the SLA the best is taken, and the reason says so', () => {
  const ranked = underSla('fallbackBestPath', [
    figures('a', { utilization: reading(0.6) }),
    figures('b', { utilization: reading(0.7) }),
  ])
  expect(ranked[0]?.network).toBe('a')
  expect(contrast(ranked)).toBe(
    'a: congestion +.10 against b; no network meets the SLA (congestion 60 % of at most 50 %)',
  )
})

test('a reading that is too old to count misses no SLA', () => {
  expect(underSla('strict', [figures('old', { utilization: reading(0.9, 60_000) })])[0]?.excluded).toBe(null)
})

test("a network's own anchors count before those of the KPI, and are shown", () => {
  const own = {
    ...figures('a', { utilization: reading(0.3) }),
    anchors: { utilization: { good: 0.1, bad: 0.5 } },
  }
  const score = scoreCandidate(own, defaultProfile.weights).kpis[0]
  expect([score?.good, score?.bad, score?.value]).toEqual([0.1, 0.5, 0.5])
})
