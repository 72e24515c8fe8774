import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decisionWith } from '../../test/support/page-records.ts'
import { mergeDecisions } from './merge-decisions.ts'

const ids = (decisions: readonly { id: string }[]) => decisions.map(({ id }) => id)

test('mergeDecisions() puts the newest first and each only once', () => {
  const [a, b, c] = [
    decisionWith({ id: 'a', at: 1 }),
    decisionWith({ id: 'b', at: 2 }),
    decisionWith({ id: 'c', at: 3 }),
  ]
  expect(ids(mergeDecisions([b, a], [c, b]))).toEqual(['c', 'b', 'a'])
})

test('mergeDecisions() takes a new outcome, and keeps it against an older answer', () => {
  const planned = decisionWith({ outcome: 'planned' })
  const attached = decisionWith({ outcome: 'attached' })
  expect(mergeDecisions([planned], [attached])).toEqual([attached])
  expect(mergeDecisions([attached], [planned])).toEqual([attached])
})

test('mergeDecisions() ends the same in whatever order the events arrive', () => {
  const outcome = fc.constantFrom('planned' as const, 'attached' as const, 'detached' as const)
  const anyDecision = fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd'), outcome })
  const events = fc.array(anyDecision.map((drawn) => decisionWith({ ...drawn, at: drawn.id.charCodeAt(0) })))
  fc.assert(
    fc.property(events, (all) => {
      const oneByOne = all.reduce<ReturnType<typeof mergeDecisions>>(
        (list, one) => mergeDecisions(list, [one]),
        [],
      )
      expect(oneByOne).toEqual(mergeDecisions([], all.toReversed()))
    }),
  )
})
