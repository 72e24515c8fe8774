import { signal } from '@preact/signals'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { SearchDraft, settleMs } from './search-draft.ts'
import { searchIn, type SearchText } from './search-of.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A draft whose address keeps what is told, as the page's does. */
function drafted(query: Record<string, string> = {}) {
  const address = signal(searchIn(query))
  const draft = new SearchDraft(address)
  const told: SearchText[] = []
  const end = draft.follow((text) => {
    told.push(text)
    address.value = { ...text }
  })
  const type = (text: Partial<SearchText>) => {
    draft.text.value = { ...draft.text.peek(), ...text }
  }
  return { draft, address, told, end, type }
}

test('what is typed is told once it rests, and is what the address says', () => {
  const { draft, told, type } = drafted({ network: 'fast' })
  expect(draft.text.value.network).toBe('fast')
  type({ pod: 'w' })
  vi.advanceTimersByTime(settleMs - 1)
  type({ pod: 'web' })
  vi.advanceTimersByTime(settleMs)
  expect(told).toEqual([searchIn({ network: 'fast', pod: 'web' })])
})

test('what cannot be looked for is never told, though it came while a search settled', () => {
  const { draft, told, type } = drafted()
  vi.advanceTimersByTime(settleMs - 1)
  type({ pod: '<script>' })
  vi.advanceTimersByTime(settleMs * 2)
  expect(told).toEqual([])
  expect([draft.text.value.pod, draft.faults.value]).toEqual(['<script>', { pod: 'noName' }])
})

test('a blank stays in its field when the address says the rest', () => {
  const { draft, told, type } = drafted()
  type({ network: 'blue ' })
  vi.advanceTimersByTime(settleMs)
  expect([told.at(-1)?.network, draft.text.value.network]).toEqual(['blue', 'blue '])
})

test('a link to another search is taken over, and so is a search that is cleared', () => {
  const { draft, address, told, type } = drafted({ pod: 'web' })
  type({ pod: '<' })
  address.value = searchIn({ namespace: 'default' })
  expect(draft.text.value).toEqual(searchIn({ namespace: 'default' }))
  draft.clear()
  vi.advanceTimersByTime(settleMs)
  expect([told.at(-1), address.value]).toEqual([searchIn({}), searchIn({})])
})

test('after its end it tells and follows no more', () => {
  const { draft, address, told, type, end } = drafted()
  type({ pod: 'web' })
  end()
  vi.advanceTimersByTime(settleMs)
  address.value = searchIn({ pod: 'db' })
  expect([told, draft.text.value.pod]).toEqual([[], 'web'])
})
