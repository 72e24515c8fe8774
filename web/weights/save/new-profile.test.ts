import { expect, test } from 'vitest'
import { openDraft } from '../../form/draft.ts'
import { openNewProfile, readNewProfile } from './new-profile.ts'

const begin = { isWanted: false, namespace: 'shop', name: '', isDefault: false }

function opened(kept: Map<string, string>) {
  const memory = {
    read: (name: string) => kept.get(name) ?? null,
    keep: (name: string, value: string | null) =>
      value === null ? void kept.delete(name) : void kept.set(name, value),
  }
  return openNewProfile(openDraft(memory, 'new', begin, readNewProfile), begin)
}

test('what was typed is found again, and nothing is kept before', () => {
  const kept = new Map<string, string>()
  const first = opened(kept)
  expect(kept.size).toBe(0)
  first.isWanted.value = true
  first.name.value = 'video'
  first.close()
  const second = opened(kept)
  expect([second.isWanted.value, second.namespace.value, second.name.value, second.isDefault.value]).toEqual([
    true,
    'shop',
    'video',
    false,
  ])
})

test('what was forgotten, or typed back to how it began, leaves nothing', () => {
  const kept = new Map<string, string>()
  const form = opened(kept)
  form.isDefault.value = true
  form.namespace.value = ''
  expect(kept.size).toBe(1)
  form.forget()
  expect([kept.size, form.namespace.value, form.isDefault.value]).toEqual([0, 'shop', false])
  form.name.value = 'a'
  form.name.value = ''
  expect(kept.size).toBe(0)
})

test.each([null, 'text', [], {}, { ...begin, name: 1 }, { ...begin, isWanted: 'yes' }])(
  'what is no such form begins anew (%#)',
  (kept) => expect(readNewProfile(kept)).toBeUndefined(),
)
