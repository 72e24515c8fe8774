import type { Condition } from '../../domain/resources/condition.ts'

/** The conditions that are false now, and were not before or for another reason. */
export function newFaults(
  before: readonly Condition[] | undefined,
  after: readonly Condition[] | undefined,
): readonly Condition[] {
  return (after ?? []).filter(({ type, status, reason }) => {
    const known = before?.find((condition) => condition.type === type)
    return status === 'False' && (known?.status !== 'False' || known.reason !== reason)
  })
}
