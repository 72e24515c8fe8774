import { english } from './nodes.en.ts'
import { wordsOf } from './language.ts'

/** The words of all nodes. */
export const nodesWords = wordsOf(english, () => import('./nodes.zh.ts'))
