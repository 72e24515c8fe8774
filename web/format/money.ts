import { locale } from '../catalogue/english.ts'

/** An amount of a currency with three digits, as small prices have no whole cent. */
export function formatMoney(amount: number, currency: string): string {
  return new Intl.NumberFormat(locale, { style: 'currency', currency, maximumSignificantDigits: 3 }).format(
    amount,
  )
}
