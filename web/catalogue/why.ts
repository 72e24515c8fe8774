import { english } from './why.en.ts'
import { wordsOf } from './language.ts'

/** The words of one decision opened. */
export const whyWords = wordsOf(english, () => import('./why.zh.ts'))
