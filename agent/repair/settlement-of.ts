import type { AttachmentRecord } from '../../domain/attachment-record.ts'
import type { Decision, DecisionOutcome } from '../../domain/decision.ts'

/** What a decision is settled as. */
export interface Settlement {
  readonly outcome: Exclude<DecisionOutcome, 'planned'>
  readonly error: string | null
}

/**
 * What became of a decision by what the journal says of it now; null if there is nothing to settle. A record that is
 * pending is left to the DEL that will end it. `isOverdue` says that nobody is about to attach by it any more.
 */
export function settlementOf(
  { id, outcome }: Pick<Decision, 'id' | 'outcome'>,
  records: readonly AttachmentRecord[],
  isOverdue: boolean,
): Settlement | null {
  const states = records.filter(({ decision }) => decision === id).map(({ state }) => state)
  if (states.includes('done')) return outcome === 'attached' ? null : { outcome: 'attached', error: null }
  if (states.length > 0) return null
  if (outcome === 'attached') return { outcome: 'detached', error: null }
  return outcome === 'planned' && isOverdue
    ? { outcome: 'failed', error: 'Cannot attach as the plugin ended before anything was attached' }
    : null
}
