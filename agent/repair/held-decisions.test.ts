import { expect, test } from 'vitest'
import { HeldDecisions } from './held-decisions.ts'

test('HeldDecisions holds a decision until all that hold it have let go', () => {
  const held = new HeldDecisions()
  for (const decision of ['d1', 'd1', 'd2']) held.hold(decision)
  held.release('d1')
  expect([...held.snapshot()]).toEqual(['d1', 'd2'])
  for (const decision of ['d1', 'd2', 'd2', 'never']) held.release(decision)
  expect([...held.snapshot()]).toEqual([])
  held.hold('d2')
  expect([...held.snapshot()]).toEqual(['d2'])
})
