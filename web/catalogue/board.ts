import { english } from './board.en.ts'
import { wordsOf } from './language.ts'

/** The words of the networks. */
export const boardWords = wordsOf(english, () => import('./board.zh.ts'))
