import { expect, test } from 'vitest'
import { openDraft } from './draft.ts'

const memoryWith = (entries: Record<string, string> = {}) => {
  const kept = new Map(Object.entries(entries))
  return {
    kept,
    read: (name: string) => kept.get(name) ?? null,
    keep: (name: string, value: string | null) =>
      value === null ? void kept.delete(name) : void kept.set(name, value),
  }
}
const begin = { name: '' }
const read = (kept: unknown) =>
  typeof kept === 'object' && kept !== null && 'name' in kept && typeof kept.name === 'string'
    ? { name: kept.name }
    : undefined

test('a draft is found again as it was left', () => {
  const memory = memoryWith()
  const first = openDraft(memory, 'f', begin, read)
  expect([first.isResumed, memory.kept.size]).toEqual([false, 0])
  first.value.value = { name: '<script>' }
  first.close()
  const second = openDraft(memory, 'f', begin, read)
  expect([second.isResumed, second.value.value]).toEqual([true, { name: '<script>' }])
})

test('a draft that is forgotten leaves nothing', () => {
  const memory = memoryWith()
  const draft = openDraft(memory, 'f', begin, read)
  draft.value.value = { name: 'a' }
  draft.forget()
  expect([draft.value.value, memory.kept.size]).toEqual([begin, 0])
})

test.each(['{', '"text"', 'null', '{"name":1}'])('a draft that cannot be read (%s) begins anew', (text) => {
  const draft = openDraft(memoryWith({ 'draft-f': text }), 'f', begin, read)
  expect([draft.isResumed, draft.value.value]).toEqual([false, begin])
})
