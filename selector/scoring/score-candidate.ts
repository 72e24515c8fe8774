import type { Candidate, Exclusion, KpiScore } from '../../domain/decision.ts'
import { kpiContracts, kpis, type Kpi } from '../../domain/kpi.ts'
import type { Weights } from '../../domain/profile.ts'
import type { NetworkSettings } from '../../domain/network-settings.ts'
import { confidenceOf } from './confidence-of.ts'
import { valueOf } from './value-of.ts'

/** What is known of one KPI of one network now; reservations are already in it. */
export interface Reading {
  readonly value: number
  readonly ageMs: number
  readonly source: string
  /** From 0 to 1: how far its source is believed even when it is fresh. */
  readonly trust: number
}

/** A network as the scoring sees it: readings, and what was promised of it and is not measured yet. */
export interface Figures {
  readonly network: string
  readonly readings: Readonly<Partial<Record<Kpi, Reading>>>
  readonly excluded: Exclusion | null
  /** The network's own anchors, before those of the KPI. */
  readonly anchors?: NetworkSettings['anchors']
  readonly reservedBitsPerSecond: number
  readonly reservedAttachments: number
}

/** What a KPI that nobody has measured is worth: a little under the middle, so that a known good network is preferred. */
export const prior = 0.45

/** Scores one network by itself; nothing about the other candidates enters. `rank` is still to be given. */
export function scoreCandidate(figures: Figures, weights: Weights): Candidate {
  const total = kpis.reduce((sum, kpi) => sum + weights[kpi], 0)
  const scores = kpis.map((kpi) => scoreKpi(kpi, figures, total === 0 ? 0 : weights[kpi] / total))
  return {
    network: figures.network,
    score: scores.reduce((sum, { contribution }) => sum + contribution, 0),
    rank: null,
    excluded: figures.excluded,
    reservedBitsPerSecond: figures.reservedBitsPerSecond,
    reservedAttachments: figures.reservedAttachments,
    kpis: scores,
  }
}

function scoreKpi(kpi: Kpi, { readings, anchors }: Figures, weight: number): KpiScore {
  const contract = { ...kpiContracts[kpi], ...anchors?.[kpi] }
  const reading = readings[kpi]
  const confidence = reading ? reading.trust * confidenceOf(reading.ageMs, contract.maxAgeMs) : 0
  const value = reading ? valueOf(contract, reading.value) : null
  const blended = confidence * (value ?? prior) + (1 - confidence) * prior
  return {
    kpi,
    reading: reading?.value ?? null,
    ageMs: reading?.ageMs ?? null,
    source: reading?.source ?? null,
    confidence,
    value,
    good: contract.good,
    bad: contract.bad,
    prior,
    blended,
    weight,
    contribution: weight * blended,
  }
}
