import type { Decision } from './decision.ts'

/** All networks that a decision has picked, the best first. */
export const picksOf = ({ chosen, picks }: Pick<Decision, 'chosen' | 'picks'>): readonly string[] =>
  picks ?? [chosen]
