import fc from 'fast-check'
import { expect, test } from 'vitest'
import { numberOf } from './number-of.ts'

test.each([
  ['2.5', 2.5],
  [' 2,5 ', 2.5],
  ['-3', -3],
  ['.5', 0.5],
  ['1e3', 1000],
  ['0', 0],
])('numberOf(%j) is %d', (text, number) => {
  expect(numberOf(text)).toEqual({ number })
})

test.each(['', ' ', 'abc', '1 000', '0x10', '1.2.3', 'Infinity', '1e999', '<b>1</b>', '１２'])(
  'numberOf(%j) is no number',
  (text) => {
    expect(numberOf(text)).toEqual({ fault: 'not-a-number' })
  },
)

test('numberOf() holds to bounds, and says which kind they are', () => {
  expect(numberOf('10', { min: 0, max: 10 })).toEqual({ number: 10 })
  expect(numberOf('11', { min: 0, max: 10 })).toEqual({ fault: 'outside' })
  expect(numberOf('-1', { min: 0 })).toEqual({ fault: 'below' })
})

test('numberOf() reads back every number as JavaScript writes it', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (any) => {
      // There is one zero for people.
      const number = any + 0
      expect(numberOf(String(number)).number).toBe(number)
    }),
  )
})
