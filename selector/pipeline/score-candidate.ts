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
  // What is no number was not read: JSON could not keep it, and nobody could make the decision again.
  const reading = read !== undefined && Number.isFinite(read.value) ? read : undefined
  const fallback = priors?.[kpi] ?? prior
  const confidence = reading ? clamp(reading.trust) * confidenceOf(reading.ageMs, maxAgeMs) : 0
  const value = reading ? valueOf({ good, bad, shape }, reading.value) : null
  const blended = confidence * (value ?? fallback) + (1 - confidence) * fallback
  return {
    kpi,
    reading: reading?.value ?? null,
    ageMs: reading?.ageMs ?? null,
    source: reading?.source ?? null,
    ...(reading && { trust: reading.trust }),
    confidence,
    value,
    good,
    bad,
    prior: fallback,
    blended,
    weight,
    contribution: weight * blended,
  }
}

/** A network's own anchors if they stand the way round that the KPI has, and where ratios count above 0; else the KPI's. */
function soundAnchors(kpi: Kpi, own: { readonly good: number; readonly bad: number } | undefined) {
  if (own === undefined) return kpiContracts[kpi]
  const { good, bad } = own
  const least = kpiContracts[kpi].shape === 'log' ? Number.MIN_VALUE : -Number.MAX_VALUE
  const isNumber = Math.min(good, bad) >= least && Math.max(good, bad) <= Number.MAX_VALUE
  return isNumber && (moreIsBetter(kpi) ? good > bad : good < bad) ? own : kpiContracts[kpi]
}

const clamp = (trust: number): number => (trust > 0 ? Math.min(1, trust) : 0)
