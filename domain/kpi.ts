import { Type, type Static } from 'typebox'

/** The KPIs that are measured today. Adding one here makes weights, page and API know it. */
export const Kpi = Type.Union([
  Type.Literal('utilization'),
  Type.Literal('addressOccupancy'),
  Type.Literal('occupancy'),
  Type.Literal('dropRatio'),
])
export type Kpi = Static<typeof Kpi>

/** How a KPI becomes a value between 0 (bad) and 1 (good), and for how long a reading counts. */
export interface KpiContract {
  readonly label: string
  readonly unit: 'ratio'
  /** Readings at or better than this are worth 1. */
  readonly good: number
  /** Readings at or worse than this are worth 0. */
  readonly bad: number
  /** `linear` between the anchors, or `convex`: the last part before `bad` costs most of the value. */
  readonly shape: 'linear' | 'convex'
  /** A reading older than this counts nothing; confidence halves well before. */
  readonly maxAgeMs: number
}

/** Anchors are fixed, never taken from the candidates: so the removal of a loser cannot change the winner. */
export const kpiContracts: Readonly<Record<Kpi, KpiContract>> = {
  utilization: { label: 'congestion', unit: 'ratio', good: 0.3, bad: 0.9, shape: 'linear', maxAgeMs: 45_000 },
  addressOccupancy: {
    label: 'addresses',
    unit: 'ratio',
    good: 0.6,
    bad: 0.95,
    shape: 'convex',
    maxAgeMs: 60_000,
  },
  occupancy: { label: 'occupancy', unit: 'ratio', good: 0.5, bad: 1, shape: 'linear', maxAgeMs: 60_000 },
  dropRatio: { label: 'drops', unit: 'ratio', good: 0, bad: 0.001, shape: 'linear', maxAgeMs: 60_000 },
}

/** All KPIs, in the order in which people read them. */
export const kpis = Object.keys(kpiContracts) as readonly Kpi[]
