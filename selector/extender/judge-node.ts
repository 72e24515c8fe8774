import type { Candidate } from '../../domain/decision.ts'
import type { Exclusion } from '../../domain/exclusion.ts'

/** What a node is worth for a pod. */
export interface NodeJudgement {
  /** Why the pod would not start there, in words that are the same for nodes of a kind; null if it would. */
  readonly failure: string | null
  /** Whether it would fail even if all pods of the node were gone. */
  readonly isFinal: boolean
  /** From 0 to 10. */
  readonly priority: number
}

/** What is said of a node of which nothing is known: as much as an unmeasured network is worth. */
export const neutral: NodeJudgement = { failure: null, isFinal: false, priority: 5 }

/**
 * Exclusions that are as sure from afar as on the node, and how the scheduler's event says them. Of the others the node's
 * agent may know better (its own settings file, its conf dir): for these a node is the last that is taken, and never left out.
 */
const sureWords: Readonly<Partial<Record<Exclusion['code'], string>>> = {
  'addresses-exhausted': 'has no free address',
  'attachments-exhausted': 'has no free place',
  'addresses-too-few': "has fewer free addresses than the pod's profile wants",
  'sla-missed': "misses the SLA of the pod's profile",
  'not-allowed': "is not one that the pod's profile allows",
  denied: "is one that the pod's profile denies",
}

/** No pod has to go for these: they stay. */
const finalCodes: ReadonlySet<Exclusion['code']> = new Set(['not-allowed', 'denied'])

/** Pure: what a node's candidates, best first, mean for the scheduler. */
export function judgeNode(candidates: readonly Candidate[]): NodeJudgement {
  const [best] = candidates
  if (best === undefined) return neutral
  if (best.excluded === null) return { ...neutral, priority: priorityOf(best.score) }
  const codes = candidates.map(({ excluded }) => excluded?.code)
  const words = candidates.flatMap(({ network, excluded }) => {
    const why = excluded === null ? undefined : sureWords[excluded.code]
    return why === undefined ? [] : [`${network} ${why}`]
  })
  if (words.length < candidates.length) return { ...neutral, priority: 0 }
  return {
    failure: `node(s) without a network for the pod: ${words.toSorted().join(', ')}`,
    isFinal: codes.every((code) => code !== undefined && finalCodes.has(code)),
    priority: 0,
  }
}

/** A score is from 0 to 1. */
function priorityOf(score: number): number {
  return Math.min(10, Math.max(0, Math.round(10 * score)))
}
