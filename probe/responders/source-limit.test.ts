import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SourceLimit } from './source-limit.ts'

test('a SourceLimit allows each source so much in a second, and so many sources', () => {
  const limit = new SourceLimit(2, 2)
  const asked = ['a', 'a', 'a', 'b', 'c'].map((source) => limit.allows(source, 5))
  expect(asked).toEqual([true, true, false, true, false])
  expect(['a', 'c'].map((source) => limit.allows(source, 1_000_005))).toEqual([true, true])
})

test('a SourceLimit is never exceeded, whoever asks when', () => {
  const questions = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.nat(500_000)))
  fc.assert(
    fc.property(questions, (questions) => {
      const limit = new SourceLimit(3, 3)
      const allowed: (readonly [string, number])[] = []
      let nowUs = 0
      for (const [source, pause] of questions) {
        nowUs += pause
        if (limit.allows(source, nowUs)) allowed.push([source, nowUs])
      }
      for (const [source, at] of allowed) {
        const within = allowed.filter(
          ([other, then]) => other === source && then >= at && then < at + 1_000_000,
        )
        // A second of any beginning meets two of the limit's own
        expect(within.length).toBeLessThanOrEqual(6)
      }
    }),
  )
})
