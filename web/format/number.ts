import { perLanguage } from '../catalogue/language.ts'

const number = perLanguage((locale) => new Intl.NumberFormat(locale, { maximumSignificantDigits: 6 }))

/** A plain number, as it can be typed back. */
export const formatNumber = (value: number): string => number().format(value)
