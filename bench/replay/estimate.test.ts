import { expect, test } from 'vitest'
import { estimate, studentQuantile } from './estimate.ts'

test("studentQuantile() is that of Student's table", () => {
  // https://www.itl.nist.gov/div898/handbook/eda/section3/eda3672.htm
  const table = { 4: 2.776, 9: 2.262, 19: 2.093, 29: 2.045 }
  for (const [freedom, quantile] of Object.entries(table))
    expect(studentQuantile(Number(freedom))).toBeCloseTo(quantile, freedom === '4' ? 1 : 2)
})

test('estimate() says how sure a mean is', () => {
  expect(estimate([1, 2, 3, 4, 5])).toEqual({
    mean: 3,
    ci95: expect.closeTo((2.776 * 1.5811) / 5 ** 0.5, 1) as number,
  })
  expect(estimate([7])).toEqual({ mean: 7, ci95: Infinity })
})
