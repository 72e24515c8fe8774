import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jitterOf, nextJitter } from './jitter.ts'

const transits = fc.array(fc.double({ min: 0, max: 1_000, noNaN: true }), { minLength: 2, maxLength: 100 })

test('nextJitter() moves by a sixteenth of the difference, as RFC 3550 has it', () => {
  expect([nextJitter(0, 16), nextJitter(0, -16), nextJitter(8, 8)]).toEqual([1, 1, 8])
})

test('jitterOf() one packet is undefined, of packets that take the same time 0', () => {
  expect([jitterOf([5]), jitterOf([5, 5, 5])]).toEqual([undefined, 0])
})

test('jitterOf() stays between 0 and the largest difference, whatever all take in common', () => {
  fc.assert(
    fc.property(transits, fc.integer({ min: 0, max: 100 }), (list, common) => {
      const jitter = jitterOf(list) ?? NaN
      const differences = list.slice(1).map((each, index) => Math.abs(each - (list[index] ?? 0)))
      expect(jitter).toBeGreaterThanOrEqual(0)
      expect(jitter).toBeLessThanOrEqual(Math.max(...differences) + 1e-9)
      expect(jitterOf(list.map((each) => each + common))).toBeCloseTo(jitter, 6)
      expect(jitterOf(list.map((each) => each * 4))).toBeCloseTo(jitter * 4, 6)
    }),
  )
})

test('jitterOf() comes to the size of a swing that goes on', () => {
  expect(jitterOf(Array.from({ length: 200 }, (_, index) => (index % 2) * 3))).toBeCloseTo(3, 3)
})
