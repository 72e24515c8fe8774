import { expect, test } from 'vitest'
import { mergedSpec } from './merged-spec.ts'

const theirs = { namespaceDefault: true, weights: { latency: 7, subnets: 1 }, preferences: { 'a/b': 1 } }

test('takes the fields that are named from mine, and all others from theirs', () => {
  const mine = { weights: { latency: 9, price: 2 }, preferences: { 'a/b': 0.5 } }
  expect(mergedSpec(theirs, mine, ['/weights/price', '/preferences/a~1b'])).toEqual({
    namespaceDefault: true,
    weights: { latency: 7, subnets: 1, price: 2 },
    preferences: { 'a/b': 0.5 },
  })
})

test('takes out what mine does not have, and makes the parent that theirs lacks', () => {
  expect(mergedSpec(theirs, {}, ['/weights/latency', '/namespaceDefault'])).toEqual({
    weights: { subnets: 1 },
    preferences: { 'a/b': 1 },
  })
  expect(mergedSpec({}, { weights: { loss: 2 } }, ['/weights/loss'])).toEqual({ weights: { loss: 2 } })
})
