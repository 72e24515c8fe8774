import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Decision, KpiScore } from '../domain/decision.ts'
import { kpis } from '../domain/kpi.ts'
import { makeDecision } from '../test/support/store-records.ts'
import { packBody, unpackBody } from './packed-decision.ts'

const figure = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0)
const orNone = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: null })

const someScore: fc.Arbitrary<KpiScore> = fc
  .record({
    kpi: fc.constantFrom(...kpis),
    reading: orNone(figure),
    ageMs: orNone(figure),
    source: orNone(fc.string({ unit: 'grapheme' })),
    confidence: fc.double({ min: 0, max: 1, noNaN: true }),
    value: orNone(fc.double({ min: 0, max: 1, noNaN: true })),
    good: figure,
    bad: figure,
    prior: fc.double({ min: 0, max: 1, noNaN: true }),
    weight: fc.double({ min: 0, max: 1, noNaN: true }),
    isOdd: fc.boolean(),
    trust: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: undefined }),
  })
  .map(({ isOdd, trust, ...score }) => {
    const { confidence, value, prior, weight } = score
    const blended = isOdd ? 0.123 : confidence * (value ?? prior) + (1 - confidence) * prior
    return { ...score, ...(trust !== undefined && { trust }), blended, contribution: weight * blended }
  })

const someDecision: fc.Arbitrary<Decision> = fc
  .array(fc.array(someScore, { maxLength: 13 }), { maxLength: 6 })
  .map((lists) => {
    const [winner] = makeDecision({ id: 'd' }).candidates
    const candidates = lists.flatMap((kpiScores, index) =>
      winner === undefined ? [] : [{ ...winner, network: `net${index}`, kpis: kpiScores }],
    )
    return makeDecision({ id: 'd1', candidates })
  })

const throughJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

test('a packed decision is the same again, bit for bit, whatever its figures', () => {
  fc.assert(
    fc.property(someDecision, (decision) => {
      const { outcome: _outcome, error: _error, ...body } = decision
      const packed = throughJson(packBody(decision)) as ReturnType<typeof packBody>
      expect(unpackBody(packed)).toEqual(throughJson(body))
    }),
  )
})

test('a body that was never packed, and a score with members of another version, are as they are', () => {
  const decision = makeDecision({ id: 'd1' })
  const { outcome: _outcome, error: _error, ...body } = decision
  expect(unpackBody(body)).toBe(body)
  const candidates = decision.candidates.map((candidate) => ({
    ...candidate,
    kpis: candidate.kpis.map((score) => ({ ...score, later: 'more' })),
  }))
  expect(unpackBody(packBody({ ...decision, candidates })).candidates).toEqual(candidates)
})

test('a packed decision that lacks what it refers to is damaged, and says so', () => {
  const packed = packBody(makeDecision({ id: 'd1' }))
  expect(() => unpackBody({ ...packed, scales: [] })).toThrow(
    'Cannot read a stored decision as it names a figure that it does not have: it is damaged',
  )
})
