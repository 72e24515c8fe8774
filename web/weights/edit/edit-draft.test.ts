import { expect, test } from 'vitest'
import { readEditDraft } from './edit-draft.ts'

test('a draft is read with what it began from', () => {
  const draft = { base: { spec: {}, version: 1, tag: '"1"' }, mine: { weights: { latency: 8 } } }
  expect(readEditDraft(JSON.parse(JSON.stringify(draft)))).toEqual(draft)
})

test.each([
  null,
  'text',
  [],
  {},
  { base: {}, mine: {} },
  { base: { spec: [], version: 1, tag: null }, mine: {} },
])('what is no draft begins anew (%#)', (kept) => {
  expect(readEditDraft(kept)).toBeUndefined()
})
