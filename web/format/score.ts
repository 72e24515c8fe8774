import { perLanguage } from '../catalogue/language.ts'

const short = perLanguage(
  (locale) => new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
)
const long = perLanguage(
  (locale) => new Intl.NumberFormat(locale, { minimumFractionDigits: 3, maximumFractionDigits: 3 }),
)

const signed = perLanguage(
  (locale) =>
    new Intl.NumberFormat(locale, {
      minimumFractionDigits: 3,
      maximumFractionDigits: 3,
      signDisplay: 'exceptZero',
    }),
)

/** A score between 0 and 1 for a glance: `0.87`. */
export const formatScore = (score: number): string => short().format(score)

/** A score or a part of one where near ties are looked into: `0.874`. */
export const formatScorePart = (part: number): string => long().format(part)

/** What is added to a score or taken from it: `+0.062`. */
export const formatSignedPart = (part: number): string => signed().format(part)
