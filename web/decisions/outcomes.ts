import type { DecisionOutcome } from '../../domain/decision.ts'

/** What can have become of a decision, in the order in which it is offered. */
export const decisionOutcomes = [
  'attached',
  'failed',
  'planned',
  'detached',
  'observed',
] as const satisfies readonly DecisionOutcome[]
