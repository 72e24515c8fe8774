import fc from 'fast-check'
import { expect, test } from 'vitest'
import { changedFields } from './changed-fields.ts'

test('changedFields() names what came, what went and what is another one', () => {
  const before = { weights: { latency: 5, cost: 3 }, constraints: { deny: ['a'] }, preset: 'bulk' }
  const after = {
    weights: { latency: 8, cost: 3 },
    constraints: { deny: ['a', 'b'] },
    sla: { mode: 'strict' },
  }
  expect(changedFields(before, after)).toEqual([
    { path: ['weights', 'latency'], before: 5, after: 8 },
    { path: ['constraints', 'deny'], before: ['a'], after: ['a', 'b'] },
    { path: ['sla', 'mode'], before: undefined, after: 'strict' },
    { path: ['preset'], before: 'bulk', after: undefined },
  ])
})

test('changedFields() takes null for no spec at all: a profile that is created or removed', () => {
  expect(changedFields(null, { preset: 'bulk' })).toEqual([
    { path: ['preset'], before: undefined, after: 'bulk' },
  ])
  expect(changedFields({ preset: 'bulk' }, null)).toEqual([
    { path: ['preset'], before: 'bulk', after: undefined },
  ])
})

test('changedFields() keeps names apart that have points and slashes', () => {
  const fields = changedFields({ 'a.b': 1 }, { a: { b: 1 } })
  expect(fields.map(({ path }) => path)).toEqual([['a', 'b'], ['a.b']])
})

test('changedFields() finds nothing in one spec, and the same fields in both directions', () => {
  fc.assert(
    fc.property(fc.object(), fc.object(), (one, other) => {
      const paths = (fields: ReturnType<typeof changedFields>) =>
        fields.map(({ path }) => JSON.stringify(path)).sort()
      expect(changedFields(one, one)).toEqual([])
      expect(paths(changedFields(one, other))).toEqual(paths(changedFields(other, one)))
    }),
  )
})
