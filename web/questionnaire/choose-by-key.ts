import type { QuestionKey } from '../../domain/answers.ts'
import type { Question } from '../../domain/questionnaire.ts'
import { pointerOf, type AnswerField } from './answer-fields.ts'
import type { AnswerForm } from './answer-form.ts'

/** A list of texts with one of them taken in, or out if it was there. */
export function toggled(list: string, one: string): string {
  const before = list === '' ? [] : list.split(',')
  return (before.includes(one) ? before.filter((each) => each !== one) : [...before, one]).join(',')
}

/** Digits choose, 0 is none; while a text is typed they are only digits. */
export function chooseByKey(
  event: KeyboardEvent,
  question: Question,
  fields: readonly AnswerField[],
  form: AnswerForm,
): void {
  const [field] = fields
  if (field === undefined || field.at !== '' || event.ctrlKey || event.metaKey || event.altKey) return
  if (!/^\d$/.test(event.key)) return
  const option = event.key === '0' ? '' : question.options[Number(event.key) - 1]?.value
  if (option === undefined) return
  event.preventDefault()
  const value = form.at(pointerOf(question.key as QuestionKey))
  value.value = field.kind === 'several' && option !== '' ? toggled(value.value, option) : option
}
