import type { ReplayReport } from '../../domain/replay-report.ts'
import type { ReplaySummary } from './replay-all.ts'

/** One replay for people. */
export function replayText({
  id,
  isSame,
  chosen,
  chosenAgain,
  reason,
  reasonAgain,
  differs,
}: ReplayReport): string {
  if (isSame) return `${id}: the same, ${chosen}\n  ${reason}\n`
  return [
    `${id}: NOT the same: ${chosen} is stored, and ${chosenAgain ?? 'no network'} comes out`,
    `  stored: ${reason}`,
    `  again:  ${reasonAgain}`,
    `  differs at ${differs.join(', ')}`,
    '',
  ].join('\n')
}

/** Many replays for people. */
export function summaryText({ decisions, same, skipped, different }: ReplaySummary): string {
  const left = skipped.map(
    ({ algorithm, decisions: count }) => `${count} of algorithm ${algorithm} cannot be made again\n`,
  )
  return [...different.map(replayText), `${same} of ${decisions} decisions are the same\n`, ...left].join('')
}
