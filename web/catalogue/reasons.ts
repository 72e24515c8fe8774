import { wordsOf } from './language.ts'
import { english } from './reasons.en.ts'

/** The words of the server's sentences: why a network was chosen, why another was not, what a field may not be. */
export const reasonWords = wordsOf(english, () => import('./reasons.zh.ts'))
