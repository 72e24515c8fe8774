import { english } from './weights.en.ts'
import { wordsOf } from './language.ts'

/** The words of the weights. */
export const weightsWords = wordsOf(english, () => import('./weights.zh.ts'))
