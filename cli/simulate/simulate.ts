import type { Decision } from '../../domain/decision.ts'
import { ageText, countText } from '../terminal/figures.ts'
import { agreementOf, comparisonsOf, congestionOf, movesOf } from './compare-decisions.ts'
import type { SimulationReport } from './simulation-report.ts'

/** What a simulation is made from. */
export interface SimulationInput {
  readonly sinceMs: number
  readonly untilMs: number
  /** Decisions by the node that remembers them, none older than `sinceMs`. */
  readonly byNode: ReadonlyMap<string, readonly Decision[]>
  readonly instead: string | undefined
  readonly unreachable: SimulationReport['unreachable']
}

/** Compares what was decided with what pods got, or would have got. */
export function simulate({
  sinceMs,
  untilMs,
  byNode,
  instead,
  unreachable,
}: SimulationInput): SimulationReport {
  const decisions = [...byNode.values()].flat()
  const comparisons = comparisonsOf(decisions, instead)
  const oldest = decisions.reduce<number | null>((min, { at }) => (min === null || at < min ? at : min), null)
  const report = {
    since: sinceMs,
    until: untilMs,
    oldest,
    nodes: byNode.size,
    decisions: decisions.length,
    compared: comparisons.length,
    observed: comparisons.filter(({ decision }) => decision.outcome === 'observed').length,
    elsewhere: comparisons.filter(({ decision, without }) => decision.chosen !== without).length,
    moves: movesOf(comparisons),
    congestion: congestionOf(comparisons),
    agreement: agreementOf(comparisons),
    unreachable,
  }
  return { ...report, unknown: unknownIn(report, instead) }
}

/** A day within which a node that remembers far enough usually has a decision. */
const marginMs = 86_400_000

function unknownIn(report: Omit<SimulationReport, 'unknown'>, instead: string | undefined): string[] {
  const { oldest, since, until, decisions, compared, congestion, unreachable } = report
  const sentences: string[] = []
  if (oldest !== null && oldest - since > Math.min(marginMs, (until - since) / 2))
    sentences.push(
      `Nothing is remembered from before ${ageText(until - oldest)} ago, so less than you asked for was read`,
    )
  if (compared < decisions)
    sentences.push(
      instead === undefined
        ? `${countText(decisions - compared, 'decision')} attached a pod by itself: what it would have got without is known only if you say it with --instead`
        : `${countText(decisions - compared, 'decision')} failed, or had no ${instead} to compare with`,
    )
  const measured = congestion?.pods ?? 0
  if (measured < compared)
    sentences.push(
      `The congestion of ${countText(compared - measured, 'pod')} is not known, as a network had no reading`,
    )
  if (compared > 0)
    sentences.push(
      'Readings are of the moment of each decision: what the moved pods would have added to their new network is in them only as far as it was promised',
      'Nothing is said of cost, as nothing measures it yet',
    )
  if (unreachable.length > 0)
    sentences.push(`${countText(unreachable.length, 'node')} did not answer and is left out`)
  return sentences
}
