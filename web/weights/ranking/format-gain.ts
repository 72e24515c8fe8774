import { perLanguage } from '../../catalogue/language.ts'

const signed = perLanguage(
  (locale) =>
    new Intl.NumberFormat(locale, {
      minimumFractionDigits: 2,
      maximumFractionDigits: 2,
      signDisplay: 'exceptZero',
    }),
)

/** By how much a score moves, with its sign: `+0.05`. */
export const formatGain = (gain: number): string => signed().format(gain)
