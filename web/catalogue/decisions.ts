import { english } from './decisions.en.ts'
import { wordsOf } from './language.ts'

/** The words of the list of decisions. */
export const decisionsWords = wordsOf(english, () => import('./decisions.zh.ts'))
