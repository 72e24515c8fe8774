import fc from 'fast-check'
import { expect, test } from 'vitest'
import { kpis } from '../../domain/kpi.ts'
import { defaultProfile } from '../../domain/profile.ts'
import { networkInputs, reading } from '../../test/support/network-inputs.ts'
import { someInputs } from '../../test/support/some-inputs.ts'
import { decide } from './decide.ts'
import type { DecisionInputs, NetworkInputs } from './inputs.ts'
import { bandWidth } from './rank.ts'

/** The whole pipeline at once is slower than its parts. */
// Each run makes several decisions.
const runs = { numRuns: Math.ceil((fc.readConfigureGlobal().numRuns ?? 2_000) / 7) }

const inputs = (networks: readonly NetworkInputs[], over: Partial<DecisionInputs> = {}): DecisionInputs => ({
  namespace: 'shop',
  profile: { ...defaultProfile, weights: { ...defaultProfile.weights, headroom: 0 } },
  measures: ['utilization', 'dropRatio', 'addressOccupancy', 'occupancy'],
  networks,
  picks: 1,
  nowMs: 1_700_000_000_000,
  ...over,
})
const used = (network: string, utilization: number) =>
  networkInputs(network, { utilization: reading(utilization) })

test('the removal of a candidate that was not picked never changes a pick, whatever is asked and known', () => {
  fc.assert(
    fc.property(someInputs, fc.nat(), (asked, place) => {
      const { picks } = decide(asked)
      const losers = asked.networks.filter(({ network }) => !picks.includes(network))
      const removed = losers[place % losers.length]
      const left = asked.networks.filter((each) => each !== removed)
      expect(decide({ ...asked, networks: left }).picks).toEqual(picks)
    }),
    runs,
  )
})

test('the order in which networks come in never matters', () => {
  fc.assert(
    fc.property(someInputs, (asked) => {
      expect(decide({ ...asked, networks: asked.networks.toReversed() })).toEqual(decide(asked))
    }),
    runs,
  )
})

test('picks are on links of their own, may be chosen, and are no fewer than there are links', () => {
  fc.assert(
    fc.property(someInputs, (asked) => {
      const { picks, candidates } = decide(asked)
      const eligible = candidates.filter(({ excluded }) => excluded === null)
      const links = (names: readonly string[]) =>
        new Set(eligible.filter(({ network }) => names.includes(network)).map((each) => each.uplinkGroup))
          .size
      expect(links(picks)).toBe(picks.length)
      expect(picks).toHaveLength(Math.min(asked.picks, links(eligible.map(({ network }) => network))))
      expect(picks[0]).toBe(eligible[0]?.network)
    }),
    runs,
  )
})

test('whoever wins by a draw is in the band, and who is in it is within it', () => {
  fc.assert(
    fc.property(someInputs, fc.string(), (asked, seed) => {
      const eligible = decide({ ...asked, seed }).candidates.filter(({ excluded }) => excluded === null)
      const [winner] = eligible
      const peers = eligible.filter(
        (each) => (each.missesSla === undefined) === (winner?.missesSla === undefined),
      )
      const best = Math.max(...peers.map(({ score }) => score))
      for (const { score, inBand = false } of peers) expect(inBand).toBe(best - score <= bandWidth)
      expect(winner?.inBand ?? true).toBe(true)
    }),
    runs,
  )
})

test('a draw spreads pods over level networks, and gives the same pod the same again', () => {
  const networks = [used('a', 0.4), used('b', 0.4), used('c', 0.9)]
  const winner = (seed: string) => decide(inputs(networks, { seed })).picks[0] ?? ''
  const seeds = Array.from({ length: 1_000 }, (_, index) => `pod-${index}/eth0`)
  const counts = Map.groupBy(seeds.map(winner), (network) => network)
  expect([...counts.keys()].toSorted()).toEqual(['a', 'b'])
  expect(counts.get('a')?.length).toBeGreaterThan(450)
  expect(counts.get('a')?.length).toBeLessThan(550)
  expect(seeds.map(winner)).toEqual(seeds.map(winner))
  expect(decide(inputs(networks, { seed: 'pod-1/eth0' })).reason).toBe(
    'a: as good as b; drawn among a, b, which are as good as each other',
  )
})

const anything = fc.oneof(fc.double(), fc.constantFrom(NaN, Infinity, -Infinity, -1, 0, 1e308))
const anyReading = fc.record({ value: anything, ageMs: anything, source: fc.string(), trust: anything })
const anyOfKpis = <T>(of: fc.Arbitrary<T>) =>
  fc.record(Object.fromEntries(kpis.map((kpi) => [kpi, of])) as Record<(typeof kpis)[number], typeof of>, {
    requiredKeys: [],
  })

test('scores stay between 0 and 1 whatever readings, ages, trust, anchors and weights are', () => {
  const anchors = anyOfKpis(fc.record({ good: anything, bad: anything }))
  fc.assert(
    fc.property(anyOfKpis(anyReading), anchors, anyOfKpis(anything), (readings, own, weights) => {
      const network = networkInputs('a', readings, { anchors: own })
      const profile = { ...defaultProfile, weights: weights as typeof defaultProfile.weights }
      const { candidates, picks } = decide(inputs([network], { profile, measures: kpis }))
      expect(picks).toEqual(['a'])
      expect(candidates[0]?.score).toBeGreaterThanOrEqual(0)
      expect(candidates[0]?.score).toBeLessThanOrEqual(1 + 1e-9)
    }),
  )
})

test('a network of which nothing at all is known may be chosen, at the prior', () => {
  const { picks, candidates } = decide(inputs([networkInputs('dark')]))
  expect([picks, candidates[0]?.score]).toEqual([['dark'], expect.closeTo(0.45)])
})

test('fit counts only where the profile prefers something, and as far as a network has it', () => {
  const profile = { ...defaultProfile, weights: { ...defaultProfile.weights, fit: 10 } }
  const networks = [
    networkInputs('plain', { utilization: reading(0.3) }),
    networkInputs('sealed', { utilization: reading(0.4) }, { facts: { capabilities: ['encrypted'] } }),
  ]
  const fits = (preferences?: Record<string, number>) => {
    const asked = { ...profile, ...(preferences && { preferences }) }
    const { picks, candidates } = decide(
      inputs(networks, { profile: asked, measures: ['utilization', 'fit'] }),
    )
    const scores = candidates.map(({ kpis: all }) => all.find(({ kpi }) => kpi === 'fit'))
    return [picks[0], scores.map((fit) => fit?.reading), scores[0]?.weight]
  }
  expect(fits()).toEqual(['plain', [null, null], 0])
  expect(fits({})).toEqual(['plain', [null, null], 0])
  expect(fits({ encrypted: 0.6, multicast: 0.2 })).toEqual(['sealed', [expect.closeTo(0.75), 0], 10 / 16])
})

test('two picks are the best of two links, and the reason says who was passed over', () => {
  const networks = [used('a', 0.3), used('c', 0.6)].map((each) => ({ ...each, uplinkGroup: 'red' }))
  const asked = inputs([...networks, used('z', 0.8)], { picks: 2 })
  expect(decide(asked)).toMatchObject({
    picks: ['a', 'z'],
    reason:
      'a: congestion +.30 (30 % vs 60 %) against c; with it z, the best on another link; not c: it shares its link with one that is taken',
  })
  expect(decide({ ...asked, picks: 3 }).reason).toBe(
    'a: congestion +.30 (30 % vs 60 %) against c; with it z, the best on another link; not c: it shares its link with one that is taken; 2 of 3, as no other link can take the pod',
  )
})
