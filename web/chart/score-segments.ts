import type { KpiScore } from '../../domain/decision.ts'
import type { Kpi } from '../../domain/kpi.ts'

/** A piece of a score between 0 and 1: what one KPI's reading, or the prior in its stead, adds. */
export interface ScoreSegment {
  readonly kpi: Kpi
  /** `assumed` is the part that comes from the prior, because the reading is old or missing. */
  readonly kind: 'measured' | 'assumed'
  readonly from: number
  readonly to: number
}

/** The pieces of a score end to end in the order of the KPIs, empty ones left out. They serve bar and waterfall alike. */
export function scoreSegments(scores: readonly KpiScore[]): ScoreSegment[] {
  let end = 0
  return scores.flatMap((score) => {
    const measured = Math.min(score.contribution, score.weight * score.confidence * (score.value ?? 0))
    const from = end
    const middle = from + measured
    end = from + score.contribution
    const pieces: ScoreSegment[] = [
      { kpi: score.kpi, kind: 'measured', from, to: middle },
      { kpi: score.kpi, kind: 'assumed', from: middle, to: end },
    ]
    return pieces.filter((piece) => piece.to - piece.from > 1e-6)
  })
}
