import { wordsOf } from './language.ts'
import { english } from './page.en.ts'

/** The words of the frame, and of what every view has. */
export const pageWords = wordsOf(english, () => import('./page.zh.ts'))
