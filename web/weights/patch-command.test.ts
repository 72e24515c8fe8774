import { expect, test } from 'vitest'
import { mergePatch, patchCommand } from './patch-command.ts'

const before = { weights: { latency: 5, cost: 3 }, networks: ['a'] }

test('mergePatch() says what changed, and null for what is gone', () => {
  const after = { weights: { latency: 8 }, networks: ['a'], preset: 'fast' }
  expect(mergePatch(before, after)).toEqual({ weights: { latency: 8, cost: null }, preset: 'fast' })
  expect(mergePatch(before, before)).toEqual({})
})

test('patchCommand() is one line that a shell takes as it is', () => {
  const after = { ...before, note: "it's" }
  expect(patchCommand({ namespace: 'shop', name: 'web' }, before, after)).toBe(
    `kubectl patch selectionprofiles.cni-genie.io 'web' -n 'shop' --type=merge -p '{"spec":{"note":"it'\\''s"}}'`,
  )
})
