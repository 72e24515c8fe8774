import type { Condition } from '../../domain/resources/condition.ts'

/** A condition before it is known since when it holds. */
export type Verdict = Pick<Condition, 'type' | 'status' | 'reason' | 'message'>

/** Conditions that say `verdicts`; each keeps the time at which its status last changed. */
export function updatedConditions(
  verdicts: readonly Verdict[],
  before: readonly Condition[] | undefined,
  observedGeneration: number,
  now: string,
): Condition[] {
  return verdicts.map((verdict) => {
    const known = before?.find(({ type }) => type === verdict.type)
    const lastTransitionTime = known?.status === verdict.status ? known.lastTransitionTime : now
    return { ...verdict, observedGeneration, lastTransitionTime }
  })
}
