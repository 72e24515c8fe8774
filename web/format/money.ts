import { language, languages } from '../catalogue/language.ts'

const made = new Map<string, Intl.NumberFormat>()

/** An amount of a currency with three digits, as small prices have no whole cent. */
export function formatMoney(amount: number, currency: string): string {
  const { locale } = languages[language.value]
  const key = `${locale} ${currency}`
  const format =
    made.get(key) ??
    new Intl.NumberFormat(locale, { style: 'currency', currency, maximumSignificantDigits: 3 })
  made.set(key, format)
  return format.format(amount)
}
