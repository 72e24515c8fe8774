import { expect, test } from 'vitest'
import { mergeEdits } from './merge-edits.ts'

const base = { weights: { latency: 5, cost: 3 }, namespaceDefault: false }

test('mergeEdits() tells apart what each one changed', () => {
  const mine = { ...base, weights: { latency: 8, cost: 3 } }
  const theirs = { ...base, namespaceDefault: true }
  expect(mergeEdits(base, mine, theirs)).toEqual({
    conflicts: [],
    mineOnly: ['/weights/latency'],
    theirsOnly: ['/namespaceDefault'],
  })
})

test('mergeEdits() names a field that both changed, a removal too', () => {
  const mine = { ...base, weights: { latency: 8, cost: 3 } }
  const theirs = { ...base, weights: { cost: 3 } }
  expect(mergeEdits(base, mine, theirs).conflicts).toEqual([
    { pointer: '/weights/latency', base: 5, mine: 8, theirs: undefined },
  ])
})

test('mergeEdits() finds nothing where both made the same change', () => {
  const both = { ...base, weights: { latency: 8, cost: 3 } }
  expect(mergeEdits(base, both, both)).toEqual({ conflicts: [], mineOnly: [], theirsOnly: [] })
})
