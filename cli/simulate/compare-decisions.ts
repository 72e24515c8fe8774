import type { Decision } from '../../domain/decision.ts'
import { kpiContracts } from '../../domain/kpi.ts'
import { readingOf } from '../../domain/reading-of.ts'
import type { Agreement, Congestion, Move } from './simulation-report.ts'

/** A decision beside what would have been, or was, without it. */
export interface Comparison {
  readonly decision: Decision
  readonly without: string
}

/** Of each decision the network without us; left out where nobody knows it. A failed one attached nothing. */
export function comparisonsOf(decisions: readonly Decision[], instead: string | undefined): Comparison[] {
  return decisions.flatMap((decision) => {
    const { outcome, attachedTo, candidates } = decision
    if (outcome === 'failed') return []
    const without = outcome === 'observed' ? attachedTo : instead
    const isCandidate = candidates.some(({ network }) => network === without)
    return without === undefined || (outcome !== 'observed' && !isCandidate) ? [] : [{ decision, without }]
  })
}

/** From where to where pods would have gone; the most frequent first. */
export function movesOf(comparisons: readonly Comparison[]): Move[] {
  const moves = new Map<string, Move>()
  for (const { decision, without: from } of comparisons) {
    const to = decision.chosen
    const key = JSON.stringify([from, to])
    if (from !== to) moves.set(key, { from, to, pods: (moves.get(key)?.pods ?? 0) + 1 })
  }
  return [...moves.values()].sort((one, other) => other.pods - one.pods || (one.from < other.from ? -1 : 1))
}

/** How congested networks were for these pods both ways; null where no decision has both readings. */
export function congestionOf(comparisons: readonly Comparison[]): Congestion | null {
  const both = comparisons.flatMap(({ decision, without }) => {
    const before = congestionIn(decision, without)
    const after = congestionIn(decision, decision.chosen)
    return before === null || after === null ? [] : [{ before, after }]
  })
  if (both.length === 0) return null
  const { bad } = kpiContracts.utilization
  return {
    pods: both.length,
    without: mean(both.map(({ before }) => before)),
    with: mean(both.map(({ after }) => after)),
    congestedWithout: both.filter(({ before }) => before >= bad).length,
    congestedWith: both.filter(({ after }) => after >= bad).length,
  }
}

/** How often both agreed, by namespace; the least agreement first. */
export function agreementOf(comparisons: readonly Comparison[]): Agreement[] {
  const byNamespace = new Map<string, Agreement>()
  for (const { decision, without } of comparisons) {
    const { namespace } = decision.pod
    const { compared, same } = byNamespace.get(namespace) ?? { compared: 0, same: 0 }
    const isSame = decision.chosen === without
    byNamespace.set(namespace, { namespace, compared: compared + 1, same: same + (isSame ? 1 : 0) })
  }
  const ratio = ({ same, compared }: Agreement) => same / compared
  return [...byNamespace.values()].sort(
    (one, other) => ratio(one) - ratio(other) || (one.namespace < other.namespace ? -1 : 1),
  )
}

function congestionIn({ candidates }: Decision, network: string): number | null {
  const candidate = candidates.find((each) => each.network === network)
  return candidate === undefined ? null : readingOf(candidate, 'utilization')
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
