import { english } from './weight-insight.en.ts'
import { wordsOf } from './language.ts'

/** The words of what a change of weights would have done, and of a profile's history. */
export const insightWords = wordsOf(english, () => import('./weight-insight.zh.ts'))
