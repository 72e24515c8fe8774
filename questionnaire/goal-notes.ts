import type { Answers, QuestionKey } from '../domain/answers.ts'
import { effectsOf } from './answers/effects-of.ts'
import type { Texts } from './texts/texts.ts'

/** What could not be done as answered: goals beside a must, as strictness is one for all limits. */
export function goalNotes(answers: Answers, { questions }: Texts): string[] {
  const limiting = [...effectsOf(answers)].filter(([, { limits }]) => limits !== undefined)
  if (!limiting.some(([, { strictness }]) => strictness === 'must')) return []
  return limiting
    .filter(([, { strictness }]) => strictness !== 'must')
    .map(([key]) => noteOf(key, questions[key].title))
}

const noteOf = (key: QuestionKey, title: string) =>
  `"${title}" (${key}) is left out, as its limit is only a goal and another one is a must: make both goals, or both musts`
