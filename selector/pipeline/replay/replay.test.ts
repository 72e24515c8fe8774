import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decisionOf } from '../../../test/support/decision-of.ts'
import { someInputs } from '../../../test/support/some-inputs.ts'
import type { DecisionInputs } from '../inputs.ts'
import { replay } from './replay.ts'

test('replay() of a stored decision is the same, bit for bit, whatever it was made from', () => {
  fc.assert(
    fc.property(someInputs, (inputs) => {
      const decision = decisionOf(inputs)
      const { isSame, differs, verdict } = replay(decision)
      expect([isSame, differs]).toEqual([true, []])
      expect(JSON.stringify(verdict.candidates)).toBe(JSON.stringify(decision.candidates))
    }),
    { numRuns: Math.ceil((fc.readConfigureGlobal().numRuns ?? 2_000) / 7) },
  )
})

const some = () => decisionOf(fc.sample(someInputs, { seed: 7, numRuns: 1 })[0] as DecisionInputs)

test('replay() says where a decision that was changed differs', () => {
  const decision = some()
  const [first, ...others] = decision.candidates
  if (first === undefined) throw new Error('Cannot change a decision without candidates')
  const changed = { ...decision, reason: 'because', candidates: [{ ...first, score: 2 }, ...others] }
  expect(replay(changed)).toMatchObject({ isSame: false, differs: ['/candidates/0/score', '/reason'] })
})

test('replay() refuses what cannot be made again, and says why', () => {
  const { measures: _measures, ...old } = some()
  expect(() => replay({ ...old, algorithm: 3 })).toThrow(
    'Cannot make decision d1 again as algorithm 3 made it, which did not keep all that it had looked at: choose one that algorithm 4 made',
  )
  expect(() => replay({ ...some(), algorithm: 5 })).toThrow(
    'Cannot make decision d1 again as algorithm 5 made it, which is newer than this program: use the version that made it',
  )
  expect(() => replay(old)).toThrow('but not all that it had looked at is stored: choose another one')
})

test('replay() of a decision of before reasons had figures is the same', () => {
  fc.assert(
    fc.property(someInputs, (inputs) => {
      const { candidates, ...decision } = decisionOf(inputs)
      const told = candidates.map(({ slaMisses: _misses, ...candidate }) => ({
        ...candidate,
        excluded: candidate.excluded && { code: candidate.excluded.code, detail: candidate.excluded.detail },
      }))
      expect(replay({ ...decision, candidates: told })).toMatchObject({ isSame: true, differs: [] })
    }),
    { numRuns: 100 },
  )
})
