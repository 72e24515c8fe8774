import type { KpiScore } from '../../domain/decision.ts'
import type { Kpi } from '../../domain/kpi.ts'
import { terms } from '../catalogue/terms.ts'
import { formatScorePart } from '../format/score.ts'
import { scoreSegments, type ScoreSegment } from './score-segments.ts'

const percent = (share: number): string => `${(share * 100).toFixed(2)}%`

/** A score between 0 and 1 as one bar of its KPIs' parts; `only` shows one KPI's step of the waterfall. */
export function ScoreBar({ kpis, only }: { kpis: readonly KpiScore[]; only?: Kpi }) {
  const segments = scoreSegments(kpis).filter(({ kpi }) => only === undefined || kpi === only)
  const parts = kpis.filter(({ kpi }) => only === undefined || kpi === only)
  const label = parts.map((part) => `${terms.value.kpi[part.kpi].name} ${formatScorePart(part.contribution)}`)
  return (
    <svg class="scorebar" role="img" aria-label={label.join(', ')}>
      {segments.map((segment) => (
        <Segment key={`${segment.kpi} ${segment.kind}`} segment={segment} />
      ))}
    </svg>
  )
}

function Segment({ segment: { kpi, kind, from, to } }: { segment: ScoreSegment }) {
  const box = { x: percent(from), width: percent(to - from), height: '100%' }
  return (
    <>
      <rect class={`scorebar__part hue-${kpi}`} {...box} />
      {kind === 'assumed' && <rect fill="url(#hatch)" {...box} />}
    </>
  )
}
