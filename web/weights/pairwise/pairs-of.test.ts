import { expect, test } from 'vitest'
import { comparisonOf, mostContradicting, pairsOf } from './pairs-of.ts'

const pairs = pairsOf(['latency', 'congestion', 'response', 'addresses', 'price', 'stability'])

test('six groups make the fifteen pairs that the API asks for', () => {
  expect(pairs.length).toBe(15)
  expect(pairs[0]).toEqual({ key: 'latency congestion', one: 'latency', other: 'congestion' })
})

test('a comparison names first what matters more', () => {
  const pair = { key: 'latency price', one: 'latency', other: 'price' } as const
  expect(comparisonOf(pair, -4)).toEqual({ group: 'latency', than: 'price', times: 9 })
  expect(comparisonOf(pair, 2)).toEqual({ group: 'price', than: 'latency', times: 5 })
  expect(comparisonOf(pair, 0).times).toBe(1)
})

test('the pair that is furthest from what the shares say is named, with what they say', () => {
  const shares = { latency: 0.5, congestion: 0.1, response: 0.1, addresses: 0.1, price: 0.1, stability: 0.1 }
  const chosen = { ...Object.fromEntries(pairs.slice(0, 5).map(({ key }) => [key, -2 as const])) }
  expect(mostContradicting(pairs, chosen, shares)).toBeUndefined()
  expect(mostContradicting(pairs, { ...chosen, 'latency price': 3 }, shares)).toMatchObject({
    pair: { key: 'latency price' },
    suggested: -2,
  })
})
