import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import { Answers } from '../domain/answers.ts'
import { kpis } from '../domain/kpi.ts'
import { Constraints, defaultProfile, Preferences, Sla, Switching, Weights } from '../domain/profile.ts'
import { answerFaults } from './answers/answer-faults.ts'
import { questionKeys } from './answers/effects-of.ts'
import { profileParts } from './profile-parts.ts'
import { presetWeights } from './weights/presets.ts'
import { shareOf } from './weights/with-share.ts'

const ofAnswers = (answers: Answers) => profileParts({ answers })
const built = { weights: { ...defaultProfile.weights } }

test('there are fourteen questions, and no answer asks for nothing', () => {
  expect(questionKeys.length).toBe(14)
  expect(profileParts({})).toEqual(built)
  expect(ofAnswers({})).toEqual(built)
  const undemanding: Answers = {
    ...{ networkPolicy: 'none', encryption: 'none', address: 'any', nodeOs: 'linux', tenancy: 'shared' },
    ...{ hardware: [], link: {}, bandwidth: {}, cost: {}, scale: {} },
  }
  expect(ofAnswers(undemanding)).toEqual(built)
})

test.each<[Answers, object]>([
  [{ networkPolicy: 'ingress' }, { constraints: { capabilities: ['network-policy'] } }],
  [
    { networkPolicy: 'l7' },
    { constraints: { capabilities: ['network-policy', 'network-policy-egress', 'network-policy-l7'] } },
  ],
  [{ encryption: 'wireguard' }, { constraints: { capabilities: ['wireguard'] } }],
  [{ encryption: 'ipsec' }, { constraints: { capabilities: ['ipsec'] } }],
  [{ traffic: 'telco' }, { weights: presetWeights('real-time') }],
  [{ traffic: 'streaming' }, { weights: presetWeights('bulk') }],
  [{ latency: { p95Ms: 2 } }, { sla: { mode: 'fallbackBestPath', maxLatencyMs: 2 } }],
  [{ latency: { p95Ms: 2, strictness: 'must' } }, { sla: { mode: 'strict', maxLatencyMs: 2 } }],
  [
    { bandwidth: { sustainedMbps: 5, peakMbps: 50 } },
    { demandBitsPerSecond: 5e6, sla: { mode: 'fallbackBestPath', minHeadroomBitsPerSecond: 5e7 } },
  ],
  [{ families: ['IPv4', 'IPv6'] }, { constraints: { families: ['IPv4', 'IPv6'] } }],
  [{ address: 'static' }, { constraints: { capabilities: ['static-address'] } }],
  [
    { link: { multicast: true, layer2: true, minMtu: 9000 } },
    { constraints: { capabilities: ['multicast', 'layer2'], minMtu: 9000 } },
  ],
  [{ nodeOs: 'mixed' }, { constraints: { capabilities: ['windows'] } }],
  [{ tenancy: 'dedicated' }, { constraints: { tenancy: 'dedicated' } }],
  [{ hardware: ['sriov', 'rdma'] }, { constraints: { capabilities: ['sriov', 'rdma'] } }],
  [
    { cost: { monthlyBudget: { amount: '3.50', currency: 'EUR' } } },
    { constraints: { monthlyBudget: { amount: '3.50', currency: 'EUR' } } },
  ],
  [{ restarts: 'none' }, { switching: { enabled: false } }],
  [{ restarts: 'surge' }, { switching: { enabled: true, minGain: 0.1, cooldownSeconds: 1_800 } }],
  [{ scale: { pods: 11 } }, { constraints: { minFreeAddresses: 4 } }],
])('profileParts() of the answers %j', (answers, parts) => {
  expect(ofAnswers(answers)).toEqual({ ...built, ...parts })
})

test('what is only preferred weighs a fifth, and requires nothing', () => {
  const { weights, preferences, constraints } = ofAnswers({ encryption: 'prefer', address: 'sticky' })
  expect(preferences).toEqual({ encrypted: 1, 'static-address': 0.5 })
  expect(constraints).toBe(undefined)
  expect(shareOf(weights, ['fit'])).toBeCloseTo(0.2, 3)
  expect(profileParts({ preferences: { house: 1 }, weights: { fit: 1 } }).weights.fit).toBe(1)
})

test('cost over speed sets the share of the price, up to half of all', () => {
  const shares = [0, 5, 10].map((overSpeed) =>
    shareOf(ofAnswers({ traffic: 'web', cost: { overSpeed } }).weights, ['price']),
  )
  expect(shares[0]).toBe(0)
  expect(shares[1]).toBeCloseTo(0.25, 3)
  expect(shares[2]).toBeCloseTo(0.5, 3)
})

test('many starts in an hour raise addresses, and never lower them', () => {
  const of = (startsPerHour: number) =>
    shareOf(ofAnswers({ traffic: 'web', scale: { startsPerHour } }).weights, [
      'addressOccupancy',
      'occupancy',
      'subnets',
    ])
  expect([of(59), of(60), of(600)].map((share) => Number(share.toFixed(2)))).toEqual([0.1, 0.15, 0.25])
})

test('where one limit is a must, limits that are only goals are left out', () => {
  const answers: Answers = {
    latency: { p95Ms: 2, strictness: 'must' },
    bandwidth: { peakMbps: 50 },
  }
  expect(ofAnswers(answers).sla).toEqual({ mode: 'strict', maxLatencyMs: 2 })
})

test('members that are written out win over answers, answers over the preset; capabilities add up', () => {
  const parts = profileParts({
    preset: 'bulk',
    answers: {
      traffic: 'web',
      encryption: 'ipsec',
      latency: { p95Ms: 2 },
      restarts: 'any',
      bandwidth: { sustainedMbps: 9 },
    },
    weights: { price: 0 },
    constraints: { capabilities: ['house'], minFreeAddresses: 3 },
    sla: { mode: 'strict', maxJitterMs: 1 },
    demandBitsPerSecond: 7,
    switching: { enabled: false },
  })
  expect(parts).toEqual({
    weights: { ...presetWeights('bulk'), price: 0 },
    constraints: { capabilities: ['ipsec', 'house'], minFreeAddresses: 3 },
    sla: { mode: 'strict', maxLatencyMs: 2, maxJitterMs: 1 },
    demandBitsPerSecond: 7,
    switching: { enabled: false, minGain: 0.1, cooldownSeconds: 600 },
  })
})

const key = <Key extends keyof Answers>(name: Key) => name
const some = <Value>(...values: Value[]) => fc.option(fc.constantFrom(...values), { nil: undefined })
const someAnswers = fc
  .record({
    [key('networkPolicy')]: some('none', 'ingress', 'egress', 'l7'),
    [key('encryption')]: some('none', 'prefer', 'wireguard', 'ipsec'),
    [key('traffic')]: some('web', 'bulk', 'streaming', 'real-time', 'telco'),
    [key('address')]: some('any', 'sticky', 'static'),
    [key('nodeOs')]: some('linux', 'windows', 'mixed'),
    [key('restarts')]: some('none', 'surge', 'any'),
    [key('latency')]: fc.option(fc.record({ p95Ms: fc.double({ min: 0.01, max: 60_000, noNaN: true }) }), {
      nil: undefined,
    }),
    [key('cost')]: fc.option(fc.record({ overSpeed: fc.double({ min: 0, max: 10, noNaN: true }) }), {
      nil: undefined,
    }),
    [key('scale')]: fc.option(
      fc.record({
        pods: fc.integer({ min: 0, max: 100_000 }),
        startsPerHour: fc.integer({ min: 0, max: 1_000_000 }),
      }),
      { nil: undefined },
    ),
  })
  .map(
    (given) =>
      Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Answers,
  )

const sound = {
  answers: Compile(Answers),
  parts: Compile(
    Type.Object({
      weights: Weights,
      constraints: Type.Optional(Constraints),
      sla: Type.Optional(Sla),
      preferences: Type.Optional(Preferences),
      demandBitsPerSecond: Type.Optional(Type.Number()),
      switching: Type.Optional(Switching),
    }),
  ),
}

test('whatever is answered, what it leads to is a profile that can be used', () => {
  fc.assert(
    fc.property(someAnswers, (answers) => {
      expect(sound.answers.Check(answers)).toBe(true)
      const parts = ofAnswers(answers)
      expect(sound.parts.Check(parts)).toBe(true)
      expect(kpis.some((kpi) => parts.weights[kpi] > 0)).toBe(true)
    }),
  )
})

test.each<[Answers, string]>([
  [{ bandwidth: { sustainedMbps: 10, peakMbps: 5 } }, '/bandwidth/peakMbps'],
  [{ families: ['IPv4', 'IPv4'] }, '/families'],
  [{ cost: { monthlyBudget: { amount: '0.00', currency: 'EUR' } } }, '/cost/monthlyBudget/amount'],
])('answerFaults() of %j', (answers, pointer) => {
  expect(answerFaults(answers).map((fault) => fault.pointer)).toEqual([pointer])
})
