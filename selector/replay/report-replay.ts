import type { Decision } from '../../domain/decision.ts'
import type { ReplayReport } from '../../domain/replay-report.ts'
import { replay } from '../pipeline/replay/replay.ts'

/**
 * A decision made again, as API and program tell it.
 * @throws {NotReplayableError} if it was stored without its inputs
 */
export function reportReplay(decision: Decision): ReplayReport {
  const { id, at, algorithm, chosen, reason } = decision
  const { isSame, differs, verdict } = replay(decision)
  return {
    id,
    at,
    algorithm,
    isSame,
    differs: [...differs],
    chosen,
    chosenAgain: verdict.picks[0] ?? null,
    reason,
    reasonAgain: verdict.reason,
  }
}
