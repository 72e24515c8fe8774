import { expect, test } from 'vitest'
import { formatMoney } from './money.ts'

test.each([
  [0, 'EUR', '€0'],
  [0.004_321, 'EUR', '€0.00432'],
  [3.234, 'EUR', '€3.23'],
  [1_234.5, 'USD', 'US$1,230'],
  [5, 'XYZ', 'XYZ\u{a0}5'],
])('formatMoney(%d, %s) is %s', (amount, currency, text) => {
  expect(formatMoney(amount, currency)).toBe(text)
})
