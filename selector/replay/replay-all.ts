import type { ReplayReport } from '../../domain/replay-report.ts'
import type { DecisionStore } from '../../store/decision-store.ts'
import { scanDecisions } from '../../store/scan-decisions.ts'
import { NotReplayableError } from '../pipeline/replay/not-replayable-error.ts'
import { reportReplay } from './report-replay.ts'

/** What became of many replays. */
export interface ReplaySummary {
  readonly decisions: number
  readonly same: number
  /** Those that cannot be made again, by the algorithm that made them. */
  readonly skipped: readonly { readonly algorithm: number; readonly decisions: number }[]
  /** The first of those that are not the same. */
  readonly different: readonly ReplayReport[]
}

const mostShown = 20

/** Replays every decision that is stored, newest first, in turns of some milliseconds. */
export async function replayAll(store: Pick<DecisionStore, 'page'>): Promise<ReplaySummary> {
  const skipped = new Map<number, number>()
  const different: ReplayReport[] = []
  let [decisions, same] = [0, 0]
  for await (const decision of scanDecisions(store, { limit: Number.MAX_SAFE_INTEGER })) {
    decisions += 1
    try {
      const report = reportReplay(decision)
      if (report.isSame) same += 1
      else if (different.length < mostShown) different.push(report)
    } catch (error) {
      if (!(error instanceof NotReplayableError)) throw error
      skipped.set(decision.algorithm, (skipped.get(decision.algorithm) ?? 0) + 1)
    }
  }
  const byAlgorithm = [...skipped].map(([algorithm, count]) => ({ algorithm, decisions: count }))
  return { decisions, same, skipped: byAlgorithm, different }
}
