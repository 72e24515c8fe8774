import { english } from './questionnaire.en.ts'
import { wordsOf } from './language.ts'

/** The words of the questionnaire. */
export const questionnaireWords = wordsOf(english, () => import('./questionnaire.zh.ts'))
