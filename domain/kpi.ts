import { Type, type Static } from 'typebox'

/** The KPIs that networks are ranked by. Adding one here makes weights, page and API know it. */
export const Kpi = Type.Union([
  Type.Literal('utilization'),
  Type.Literal('headroom'),
  Type.Literal('latency'),
  Type.Literal('jitter'),
  Type.Literal('loss'),
  Type.Literal('responseTime'),
  Type.Literal('applicationResponse'),
  Type.Literal('dropRatio'),
  Type.Literal('addressOccupancy'),
  Type.Literal('occupancy'),
  Type.Literal('subnets'),
  Type.Literal('price'),
  Type.Literal('fit'),
])
export type Kpi = Static<typeof Kpi>

/** How a KPI becomes a value between 0 (bad) and 1 (good), and for how long a reading counts. */
export interface KpiContract {
  readonly label: string
  readonly unit: 'ratio' | 'milliseconds' | 'bitsPerSecond' | 'count' | 'perGigabyte'
  /** Readings at or better than this are worth 1; where more is better, it is the greater of the two. */
  readonly good: number
  /** Readings at or worse than this are worth 0. */
  readonly bad: number
  /** Between the anchors: `linear`; `convex`, where the last part before `bad` costs most; `log`, where ratios count. */
  readonly shape: 'linear' | 'convex' | 'log'
  /** A reading older than this counts nothing; confidence halves well before. */
  readonly maxAgeMs: number
}

const minute = 60_000

/** Anchors are fixed, never taken from the candidates: so the removal of a loser cannot change the winner. */
export const kpiContracts: Readonly<Record<Kpi, KpiContract>> = {
  utilization: kpi('congestion', 'ratio', [0.3, 0.9], 'linear', 45_000),
  headroom: kpi('headroom', 'bitsPerSecond', [1e10, 1e7], 'log', 45_000),
  latency: kpi('latency', 'milliseconds', [0.1, 5], 'log', minute),
  jitter: kpi('jitter', 'milliseconds', [0, 2], 'linear', minute),
  loss: kpi('loss', 'ratio', [0.002, 0.05], 'linear', minute),
  responseTime: kpi('response', 'milliseconds', [0.3, 15], 'log', minute),
  applicationResponse: kpi('applications', 'ratio', [0.8, 2], 'log', 10 * minute),
  dropRatio: kpi('drops', 'ratio', [0, 0.001], 'linear', minute),
  addressOccupancy: kpi('addresses', 'ratio', [0.6, 0.95], 'convex', minute),
  occupancy: kpi('occupancy', 'ratio', [0.5, 1], 'linear', minute),
  subnets: kpi('subnets', 'count', [4, 0], 'linear', 10 * minute),
  price: kpi('price', 'perGigabyte', [0.01, 0.15], 'log', 1_440 * minute),
  fit: kpi('fit', 'ratio', [1, 0], 'linear', 1_440 * minute),
}

function kpi(
  label: string,
  unit: KpiContract['unit'],
  [good, bad]: readonly [number, number],
  shape: KpiContract['shape'],
  maxAgeMs: number,
): KpiContract {
  return { label, unit, good, bad, shape, maxAgeMs }
}

/** Whether a greater reading of it is the better one. */
export function moreIsBetter(kpi: Kpi): boolean {
  return kpiContracts[kpi].good > kpiContracts[kpi].bad
}

/** All KPIs, in the order in which people read them. */
export const kpis = Object.keys(kpiContracts) as readonly Kpi[]

/** The KPIs that a node measures by itself, without asking anyone. */
export const nodeKpis: ReadonlySet<Kpi> = new Set([
  'utilization',
  'headroom',
  'dropRatio',
  'addressOccupancy',
  'occupancy',
  'subnets',
])
