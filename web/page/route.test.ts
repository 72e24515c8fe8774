import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decisionAt, decisionHref, hrefOf, placeOf } from './route.ts'

test('decisionAt() reads back what decisionHref() writes, whatever the id', () => {
  const anyId = fc.string({ minLength: 1, unit: 'grapheme' })
  fc.assert(
    fc.property(anyId, (id) => {
      expect(decisionAt(placeOf(decisionHref(id)))).toBe(id)
    }),
  )
})

test.each(['', '#', '#/', '#/decisions/', '#/networks/a', '#/decisions/a/b', '#/decisions/%E0%A4%A'])(
  'decisionAt() of %j opens nothing',
  (hash) => {
    expect(decisionAt(placeOf(hash))).toBeUndefined()
  },
)

test('placeOf() reads back what hrefOf() writes, without what is empty', () => {
  const place = { path: '/decisions', query: { pod: 'a b&c=d', network: 'ü?#' } }
  expect(placeOf(hrefOf(place.path, { ...place.query, namespace: '', from: undefined }))).toEqual(place)
})

test.each(['', '#', '#top', '#/'])('placeOf(%j) is the first view', (hash) => {
  expect(placeOf(hash)).toEqual({ path: '/', query: {} })
})
