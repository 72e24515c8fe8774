import { Answers, type QuestionKey } from '../../domain/answers.ts'
import type { Effect } from './effect.ts'
import { effects } from './effects.ts'

/** The questions in the order in which they are asked. */
export const questionKeys = Object.keys(Answers.properties) as readonly QuestionKey[]

/** What answers mean, question by question; those that ask for nothing are left out. */
export function effectsOf(answers: Answers): ReadonlyMap<QuestionKey, Effect> {
  const found = questionKeys.map((key) => [key, effectOf(key, answers)] as const)
  return new Map(found.filter(([, effect]) => Object.keys(effect).length > 0))
}

/** One key is the same question in both, which the compiler cannot know of a union of keys. */
function effectOf(key: QuestionKey, answers: Answers): Effect {
  const meaning = effects[key] as (answer: unknown) => Effect
  return answers[key] === undefined ? {} : meaning(answers[key])
}
