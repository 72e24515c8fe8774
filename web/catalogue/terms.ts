import { wordsOf } from './language.ts'
import { english } from './terms.en.ts'

export type { ReadingUnit } from './terms.en.ts'

/** The words for values of the API: KPIs, states, outcomes, reasons. */
export const terms = wordsOf(english, () => import('./terms.zh.ts'))
