import type { QuestionKey } from '../../domain/answers.ts'
import type { Bounds } from '../form/number-of.ts'

/** A field of a question; `at` is its place below the question's answer, empty for the answer itself. */
export type AnswerField =
  | { readonly kind: 'choice' | 'several'; readonly at: '' }
  | { readonly kind: 'yes' | 'strictness' | 'currency' | 'amount'; readonly at: string }
  | { readonly kind: 'number'; readonly at: string; readonly bounds: Bounds; readonly isWhole?: boolean }

const choice = [{ kind: 'choice', at: '' }] as const
const several = [{ kind: 'several', at: '' }] as const
const mbps = { min: 0, max: 1_000_000 }

/** What each question is answered by; the bounds are those of the answers' schema. */
export const answerFields: Readonly<Record<QuestionKey, readonly AnswerField[]>> = {
  networkPolicy: choice,
  encryption: choice,
  traffic: choice,
  latency: [
    { kind: 'number', at: '/p95Ms', bounds: { min: 0.001, max: 60_000 } },
    { kind: 'strictness', at: '/strictness' },
  ],
  bandwidth: [
    { kind: 'number', at: '/sustainedMbps', bounds: mbps },
    { kind: 'number', at: '/peakMbps', bounds: mbps },
    { kind: 'strictness', at: '/strictness' },
  ],
  families: several,
  address: choice,
  link: [
    { kind: 'yes', at: '/multicast' },
    { kind: 'yes', at: '/layer2' },
    { kind: 'number', at: '/minMtu', bounds: { min: 68, max: 65_535 }, isWhole: true },
  ],
  nodeOs: choice,
  tenancy: choice,
  hardware: several,
  cost: [
    { kind: 'amount', at: '/monthlyBudget/amount' },
    { kind: 'currency', at: '/monthlyBudget/currency' },
    { kind: 'number', at: '/overSpeed', bounds: { min: 0, max: 10 } },
  ],
  restarts: choice,
  scale: [
    { kind: 'number', at: '/pods', bounds: { min: 0, max: 100_000 }, isWhole: true },
    { kind: 'number', at: '/startsPerHour', bounds: { min: 0, max: 1_000_000 }, isWhole: true },
  ],
}

/** Where a field's value stands in the request, as a JSON pointer. */
export const pointerOf = (key: QuestionKey, at = ''): string => `/answers/${key}${at}`
