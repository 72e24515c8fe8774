import type { Candidate, KpiScore } from '../../domain/decision.ts'
import { kpiContracts, kpis, moreIsBetter, type Kpi } from '../../domain/kpi.ts'
import type { Profile, Weights } from '../../domain/profile.ts'
import { confidenceOf } from './confidence-of.ts'
import { hasPreferences } from './counting-weights.ts'
import { exclusionOf, type Asking } from './filters/exclusion-of.ts'
import { unknownKpiFault } from './filters/unknown-kpi-fault.ts'
import { fitOf } from './fit-of.ts'
import type { NetworkInputs, Reading } from './inputs.ts'
import { valueOf } from './value-of.ts'

/** What a KPI that nobody has measured is worth: a little under the middle, so that a known good network is preferred. */
export const prior = 0.45

/** Who asks, with what it would like. */
export interface Wishing extends Asking {
  readonly preferences?: Profile['preferences']
}

/** Scores one network by itself; nothing about the other candidates enters. `rank` is still to be given. */
export function scoreCandidate(inputs: NetworkInputs, weights: Weights, wishing: Wishing): Candidate {
  let total = 0
  for (const kpi of kpis) total += weights[kpi]
  const fit = hasPreferences(wishing.preferences)
    ? fitOf(wishing.preferences, inputs.facts.capabilities)
    : undefined
  const scores = kpis.map((kpi) => {
    const reading = kpi === 'fit' ? fit : inputs.readings[kpi]
    return scoreKpi(kpi, reading, inputs, total === 0 ? 0 : weights[kpi] / total)
  })
  let score = 0
  for (const { contribution } of scores) score += contribution
  return {
    network: inputs.network,
    score,
    rank: null,
    excluded: exclusionOf(inputs, wishing) ?? unknownKpiFault(wishing.constraints.requiredKpis, scores),
    reservedBitsPerSecond: inputs.reservedBitsPerSecond,
    reservedAttachments: inputs.reservedAttachments,
    ...(inputs.reservedAddresses !== undefined && { reservedAddresses: inputs.reservedAddresses }),
    kpis: scores,
    facts: inputs.facts,
    uplinkGroup: inputs.uplinkGroup,
    ...(inputs.cost !== null && { cost: inputs.cost }),
  }
}

function scoreKpi(
  kpi: Kpi,
  read: Reading | undefined,
  { anchors, priors }: NetworkInputs,
  weight: number,
): KpiScore {
  const { shape, maxAgeMs } = kpiContracts[kpi]
  const { good, bad } = soundAnchors(kpi, anchors?.[kpi])
  const fallback = priors?.[kpi] ?? prior
  // What is no number was not read: JSON could not keep it, and nobody could make the decision again.
  if (read === undefined || !Number.isFinite(read.value)) {
    const unread = { kpi, reading: null, ageMs: null, source: null, confidence: 0, value: null }
    return {
      ...unread,
      good,
      bad,
      prior: fallback,
      blended: fallback,
      weight,
      contribution: weight * fallback,
    }
  }
  const { value: reading, ageMs, source, trust } = read
  const confidence = clamp(trust) * confidenceOf(ageMs, maxAgeMs)
  const value = valueOf({ good, bad, shape }, reading)
  const blended = confidence * value + (1 - confidence) * fallback
  const contribution = weight * blended
  return {
    kpi,
    reading,
    ageMs,
    source,
    trust,
    confidence,
    value,
    good,
    bad,
    prior: fallback,
    blended,
    weight,
    contribution,
  }
}

/** A network's own anchors if they stand the way round that the KPI has, and where ratios count above 0; else the KPI's. */
function soundAnchors(kpi: Kpi, own: { readonly good: number; readonly bad: number } | undefined) {
  if (own === undefined) return kpiContracts[kpi]
  const { good, bad } = own
  const isSpan = Number.isFinite(bad - good) && (kpiContracts[kpi].shape !== 'log' || Math.min(good, bad) > 0)
  return isSpan && (moreIsBetter(kpi) ? good > bad : good < bad) ? own : kpiContracts[kpi]
}

const clamp = (trust: number): number => (trust > 0 ? Math.min(1, trust) : 0)
