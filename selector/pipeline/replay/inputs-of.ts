import type { Candidate, Decision, KpiScore } from '../../../domain/decision.ts'
import type { Kpi } from '../../../domain/kpi.ts'
import type { DecisionInputs, NetworkInputs, Reading } from '../inputs.ts'
import { NotReplayableError } from './not-replayable-error.ts'

/** The algorithm of this code. Raised whenever a stored decision may mean something else than before. */
export const algorithm = 4

/** The namespace that a pod is looked at as being in: as Kubernetes has it for who names none. */
export const namespaceOf = ({ namespace }: Pick<Decision['pod'], 'namespace'>): string =>
  namespace === '' ? 'default' : namespace

/**
 * What a stored decision was made from, all of it: given to `decide`, it comes out the same, bit for bit.
 * @throws {NotReplayableError} if an algorithm made it that has not kept its inputs, or that this code does not know
 */
export function inputsOf(decision: Decision): DecisionInputs {
  const { id, at, pod, profile, measures, candidates, wantedPicks = 1, devices, seed = null } = decision
  if (decision.algorithm !== algorithm || measures === undefined)
    throw new NotReplayableError(id, decision.algorithm, algorithm)
  return {
    namespace: namespaceOf(pod),
    devices,
    profile,
    measures,
    networks: candidates.map((candidate) => networkOf(candidate, id)),
    picks: wantedPicks,
    nowMs: at,
    seed,
  }
}

function networkOf(candidate: Candidate, id: string): NetworkInputs {
  const { network, kpis, facts, uplinkGroup = network, cost = null } = candidate
  if (facts === undefined) throw new NotReplayableError(id, algorithm, algorithm)
  const readings: Partial<Record<Kpi, Reading>> = {}
  const anchors: Partial<Record<Kpi, { readonly good: number; readonly bad: number }>> = {}
  const priors: Partial<Record<Kpi, number>> = {}
  for (const score of kpis) {
    const reading = readingOf(score)
    if (reading !== undefined) readings[score.kpi] = reading
    // A score has both anchors among its members, and needs no copy of them.
    anchors[score.kpi] = score
    priors[score.kpi] = score.prior
  }
  const { reservedBitsPerSecond, reservedAttachments, reservedAddresses } = candidate
  return {
    network,
    facts,
    readings,
    anchors,
    priors,
    reservedBitsPerSecond,
    reservedAttachments,
    ...(reservedAddresses !== undefined && { reservedAddresses }),
    uplinkGroup,
    cost,
  }
}

function readingOf({ reading, ageMs, source, trust }: KpiScore): Reading | undefined {
  return reading === null
    ? undefined
    : { value: reading, ageMs: ageMs ?? Infinity, source: source ?? '', trust: trust ?? 1 }
}
