import type { Candidate, KpiScore } from '../../domain/decision.ts'
import { kpiContracts, kpis, type Kpi } from '../../domain/kpi.ts'
import type { Weights } from '../../domain/profile.ts'
import { confidenceOf } from './confidence-of.ts'
import { exclusionOf, type Asking } from './filters/exclusion-of.ts'
import type { NetworkInputs } from './inputs.ts'
import { valueOf } from './value-of.ts'

/** What a KPI that nobody has measured is worth: a little under the middle, so that a known good network is preferred. */
export const prior = 0.45

/** Scores one network by itself; nothing about the other candidates enters. `rank` is still to be given. */
export function scoreCandidate(inputs: NetworkInputs, weights: Weights, asking: Asking): Candidate {
  const total = kpis.reduce((sum, kpi) => sum + weights[kpi], 0)
  const scores = kpis.map((kpi) => scoreKpi(kpi, inputs, total === 0 ? 0 : weights[kpi] / total))
  return {
    network: inputs.network,
    score: scores.reduce((sum, { contribution }) => sum + contribution, 0),
    rank: null,
    excluded: exclusionOf(inputs, asking),
    reservedBitsPerSecond: inputs.reservedBitsPerSecond,
    reservedAttachments: inputs.reservedAttachments,
    kpis: scores,
    facts: inputs.facts,
    uplinkGroup: inputs.uplinkGroup,
    ...(inputs.cost !== null && { cost: inputs.cost }),
  }
}

function scoreKpi(kpi: Kpi, { readings, anchors, priors }: NetworkInputs, weight: number): KpiScore {
  const contract = { ...kpiContracts[kpi], ...anchors?.[kpi] }
  const reading = readings[kpi]
  const fallback = priors?.[kpi] ?? prior
  const confidence = reading ? reading.trust * confidenceOf(reading.ageMs, contract.maxAgeMs) : 0
  const value = reading ? valueOf(contract, reading.value) : null
  const blended = confidence * (value ?? fallback) + (1 - confidence) * fallback
  return {
    kpi,
    reading: reading?.value ?? null,
    ageMs: reading?.ageMs ?? null,
    source: reading?.source ?? null,
    ...(reading && { trust: reading.trust }),
    confidence,
    value,
    good: contract.good,
    bad: contract.bad,
    prior: fallback,
    blended,
    weight,
    contribution: weight * blended,
  }
}
