import { expect, test } from 'vitest'
import { learnCapacity } from './learned-capacity.ts'

const steps = (count: number, bitsPerSecond: number) =>
  Array.from({ length: count }, (_, index) => (index + 1) * bitsPerSecond)

test('learnCapacity() takes nearly the highest rate that was seen', () => {
  expect(learnCapacity(steps(10_000, 10_000))).toBeCloseTo(99_900_000, -5)
})

test('learnCapacity() is not led by one outlier of a day', () => {
  expect(learnCapacity([...steps(8_000, 10_000), 1e12])).toBeLessThan(81_000_000)
})

test('learnCapacity() learns nothing from less than an hour or from a trickle', () => {
  expect(learnCapacity(steps(359, 1_000_000))).toBeNull()
  expect(learnCapacity(steps(360, 1_000_000))).not.toBeNull()
  expect(learnCapacity(steps(9_000, 1))).toBeNull()
  expect(learnCapacity([])).toBeNull()
})
