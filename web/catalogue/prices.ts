import { english } from './prices.en.ts'
import { wordsOf } from './language.ts'

/** The words of the prices. */
export const pricesWords = wordsOf(english, () => import('./prices.zh.ts'))
