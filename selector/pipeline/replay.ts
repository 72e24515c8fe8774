import type { Candidate, Decision, KpiScore } from '../../domain/decision.ts'
import { kpiContracts, type Kpi } from '../../domain/kpi.ts'
import { decide, type Verdict } from './decide.ts'
import type { DecisionInputs, NetworkInputs, Readings } from './inputs.ts'
import { prior } from './score-candidate.ts'

/** The first algorithm whose decisions have all of their inputs in them. */
const firstReplayable = 4

/** Why a stored decision cannot be made again, in a sentence, or null. */
export function replayFault({ algorithm, measures, candidates }: Decision): string | null {
  if (algorithm < firstReplayable)
    return `Cannot replay a decision of algorithm ${algorithm} as its inputs were not all kept: choose one of algorithm ${firstReplayable}`
  const isWhole = measures !== undefined && candidates.every(({ facts }) => facts !== undefined)
  return isWhole ? null : 'Cannot replay the decision as it lacks inputs: it is damaged'
}

/**
 * The inputs that a stored decision was made from.
 * @throws {Error} one sentence, if they were not all kept
 */
export function inputsOf(decision: Decision): DecisionInputs {
  const fault = replayFault(decision)
  if (fault !== null) throw new Error(fault)
  const { pod, profile, measures = [], candidates, wantedPicks = 1, at } = decision
  const networks = candidates.map(networkOf)
  return { namespace: pod.namespace, profile, measures, networks, picks: wantedPicks, nowMs: at }
}

/** A stored decision made again, from its own inputs. @throws {Error} as `inputsOf` does */
export function replay(decision: Decision): Verdict {
  return decide(inputsOf(decision))
}

function networkOf(candidate: Candidate): NetworkInputs {
  const { network, kpis, facts, reservedBitsPerSecond, reservedAttachments } = candidate
  const anchors = byKpi(kpis, ({ kpi, good, bad }) =>
    good === kpiContracts[kpi].good && bad === kpiContracts[kpi].bad ? undefined : { good, bad },
  )
  const priors = byKpi(kpis, (score) => (score.prior === prior ? undefined : score.prior))
  return {
    network,
    facts: facts ?? {
      missingPlugin: null,
      addressesUsed: null,
      addressesTotal: null,
      attachments: null,
      capabilities: [],
    },
    readings: byKpi(kpis, readingIn) ?? {},
    ...(anchors !== undefined && { anchors }),
    ...(priors !== undefined && { priors }),
    reservedBitsPerSecond,
    reservedAttachments,
    uplinkGroup: candidate.uplinkGroup ?? network,
    cost: candidate.cost ?? null,
  }
}

function readingIn({ reading, ageMs, source, trust = 1 }: KpiScore): Readings[Kpi] {
  return reading === null ? undefined : { value: reading, ageMs: ageMs ?? 0, source: source ?? '', trust }
}

function byKpi<T>(
  scores: readonly KpiScore[],
  of: (score: KpiScore) => T | undefined,
): Partial<Record<Kpi, T>> | undefined {
  const found: Partial<Record<Kpi, T>> = {}
  let isEmpty = true
  for (const score of scores) {
    const value = of(score)
    if (value === undefined) continue
    found[score.kpi] = value
    isEmpty = false
  }
  return isEmpty ? undefined : found
}
