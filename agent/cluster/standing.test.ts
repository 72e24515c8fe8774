import { expect, test } from 'vitest'
import { standing, type KindState } from './standing.ts'

const synced = (kind: string): KindState => ({ kind, isSynced: true, awaySinceMs: null, fault: null })
const awayAtMs = Date.parse('2026-03-01T10:00:00Z')
const away = (kind: string, isSynced: boolean, sinceMs = awayAtMs): KindState => ({
  kind,
  isSynced,
  awaySinceMs: sinceMs,
  fault: `Cannot reach ${kind} at https://api`,
})

test('standing() has nothing to say while all is well', () => {
  expect(standing([synced('pods'), synced('networks')], null)).toBe(null)
})

test('standing() tells since when what is served is out of date', () => {
  expect(standing([away('pods', true, awayAtMs + 5_000), away('networks', true)], null)).toBe(
    'Cannot reach pods at https://api (and 1 more kinds), since 2026-03-01T10:00:00.000Z; serving what was known at 2026-03-01T10:00:00.000Z',
  )
})

test('standing() tells from when what was kept is, and what is not known at all', () => {
  const kinds = [away('networks', false), synced('pods')]
  expect(standing(kinds, awayAtMs - 86_400_000)).toContain(
    '; serving what was known at 2026-02-28T10:00:00.000Z',
  )
  expect(standing(kinds, null)).toContain('; knowing nothing of networks')
})

test('standing() says so before the first answer', () => {
  expect(standing([{ ...synced('pods'), isSynced: false }, synced('networks')], null)).toBe(
    'Nothing has been heard of pods yet; knowing nothing of pods',
  )
})
