import { expect, test } from 'vitest'
import { parsePairs } from './parse-pairs.ts'

test('parsePairs() reads numbers by name, whatever the name is', () => {
  expect(parsePairs('weights', undefined)).toBe(undefined)
  expect(parsePairs('weights', 'latency=9, price=0.5')).toEqual({ latency: 9, price: 0.5 })
  expect(parsePairs('prices', 'сеть=1')).toEqual({ сеть: 1 })
})

test.each(['', 'latency', 'latency=', '=3', 'latency=-1', 'latency=NaN', 'latency=1e9', 'a=1,,b=2'])(
  'parsePairs() refuses %j with a sentence',
  (text) => {
    expect(() => parsePairs('weights', text)).toThrow(/^Cannot read --weights .*: write name=number/)
  },
)
