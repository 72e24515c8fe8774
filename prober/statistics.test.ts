import fc from 'fast-check'
import { expect, test } from 'vitest'
import { median, quantile } from './quantile.ts'
import { slowPeers } from './slow-peers.ts'

const figure = fc.double({ min: 0, max: 1e6, noNaN: true })

test('quantile() gives one of the figures, with as many below it as asked for', () => {
  fc.assert(
    fc.property(fc.array(figure, { minLength: 1 }), fc.double({ min: 0, max: 1, noNaN: true }), (list, q) => {
      const found = quantile(list, q) ?? NaN
      expect(list).toContain(found)
      expect(list.filter((each) => each <= found).length).toBeGreaterThanOrEqual(q * list.length - 1e-9)
      expect(list.filter((each) => each < found).length).toBeLessThanOrEqual(Math.max(0, q * list.length))
    }),
  )
  expect(median([])).toBeNull()
})

const medians = (...list: readonly number[]) => new Map(list.map((each, at) => [`n${at}`, each]))

test('slowPeers() finds a node that is slow on all networks, not one that is slow on some', () => {
  const usual = [1, 1.1, 1.2, 0.9, 1, 1.1]
  expect(slowPeers([medians(...usual, 9), medians(...usual, 7)])).toEqual(new Set(['n6']))
  expect(slowPeers([medians(...usual, 9), medians(...usual, 1)])).toEqual(new Set())
})

test('slowPeers() takes a network for slow where more than a fifth of its peers are', () => {
  const half = [1, 1, 1, 1, 9, 9]
  expect(slowPeers([medians(...half), medians(...half)])).toEqual(new Set())
})

test('slowPeers() never leaves out more than a fifth', () => {
  const list = fc.array(figure, { maxLength: 12 })
  fc.assert(
    fc.property(list, list, (one, other) => {
      const all = Math.max(one.length, other.length)
      expect(slowPeers([medians(...one), medians(...other)]).size).toBeLessThanOrEqual(all / 5)
    }),
  )
})
