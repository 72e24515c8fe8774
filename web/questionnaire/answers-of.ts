import type { Answers, QuestionKey } from '../../domain/answers.ts'
import { numberOf } from '../form/number-of.ts'
import { answerFields, pointerOf, type AnswerField } from './answer-fields.ts'

/** What is typed, by JSON pointer: an empty text is no answer. */
export type Texts = Readonly<Record<string, string>>
/** Why a text cannot be taken; those of numbers have words in the number field. */
export type TextFault = 'number' | 'whole' | 'amount' | 'currency' | 'missing'

/** The answers that can be sent as they are, and the places that cannot. */
export interface ReadAnswers {
  readonly answers: Answers
  readonly faults: ReadonlyMap<string, TextFault>
}

const keys = Object.keys(answerFields) as QuestionKey[]
const amountPattern = /^\d{1,12}(\.\d{1,9})?$/

/** Reads what was typed. A question with a fault is left out of the answers, so that the others still count. */
export function answersOf(texts: Texts): ReadAnswers {
  const faults = new Map<string, TextFault>()
  const answers: Record<string, unknown> = {}
  for (const key of keys) {
    const before = faults.size
    const answer = answerTo(key, texts, faults)
    if (answer !== undefined && faults.size === before) answers[key] = answer
  }
  return { answers: answers, faults }
}

/** Whether anything stands in a question's fields. */
export const isAnswered = (key: QuestionKey, texts: Texts): boolean =>
  answerFields[key].some(
    ({ kind, at }) => kind !== 'strictness' && (texts[pointerOf(key, at)] ?? '').trim() !== '',
  )

function answerTo(key: QuestionKey, texts: Texts, faults: Map<string, TextFault>): unknown {
  if (!isAnswered(key, texts)) return undefined
  const parts: Record<string, unknown> = {}
  for (const field of answerFields[key]) {
    const text = (texts[pointerOf(key, field.at)] ?? '').trim()
    if (text === '') continue
    const read = valueOf(field, text)
    if (read.fault !== undefined) faults.set(pointerOf(key, field.at), read.fault)
    else if (field.at === '') return read.value
    else put(parts, field.at, read.value)
  }
  if (key === 'cost') checkBudget(texts, faults)
  return parts
}

function valueOf(field: AnswerField, text: string): { readonly value?: unknown; readonly fault?: TextFault } {
  switch (field.kind) {
    case 'several':
      return { value: text.split(',') }
    case 'yes':
      return { value: text === 'yes' }
    case 'number': {
      const { number } = numberOf(text, field.bounds)
      if (number === undefined) return { fault: 'number' }
      return field.isWhole && !Number.isInteger(number) ? { fault: 'whole' } : { value: number }
    }
    case 'amount': {
      const amount = text.replace(',', '.')
      return amountPattern.test(amount) ? { value: amount } : { fault: 'amount' }
    }
    case 'currency':
      return /^[a-z]{3}$/i.test(text) ? { value: text.toUpperCase() } : { fault: 'currency' }
    default:
      return { value: text }
  }
}

/** A budget is an amount and a currency. */
function checkBudget(texts: Texts, faults: Map<string, TextFault>): void {
  const [amount, currency] = ['amount', 'currency'].map((part) => pointerOf('cost', `/monthlyBudget/${part}`))
  const has = (at = '') => (texts[at] ?? '').trim() !== ''
  if (has(amount) === has(currency)) return
  faults.set((has(amount) ? currency : amount) ?? '', 'missing')
}

function put(parts: Record<string, unknown>, at: string, value: unknown): void {
  const [first = '', second] = at.slice(1).split('/')
  if (second === undefined) parts[first] = value
  else parts[first] = { ...(parts[first] as object | undefined), [second]: value }
}
