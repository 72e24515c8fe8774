import { expect, test } from 'vitest'
import { editsBetween, nearestName } from './nearest-name.ts'

test.each([
  ['', '', 0],
  ['rank', 'rank', 0],
  ['rnak', 'rank', 1],
  ['ran', 'rank', 1],
  ['wyh', 'why', 1],
  ['status', 'networks', 6],
])('editsBetween(%s, %s) is %d', (one, other, edits) => {
  expect(editsBetween(one, other)).toBe(edits)
})

test('nearestName() is what begins so, else what differs little, else nothing', () => {
  const names = ['networks', 'rank', 'why', 'namespace']
  expect(['net', 'rnak', 'wyh', 'namespce', 'zzz'].map((given) => nearestName(given, names))).toEqual([
    'networks',
    'rank',
    'why',
    'namespace',
    null,
  ])
})
