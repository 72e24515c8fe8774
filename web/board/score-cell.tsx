import type { Candidate, KpiScore } from '../../domain/decision.ts'
import { words } from '../catalogue/english.ts'
import { KpiSwatch } from '../chart/kpi-legend.tsx'
import { ScoreBar } from '../chart/score-bar.tsx'
import { formatAge } from '../format/age.ts'
import { formatScore, formatScorePart } from '../format/score.ts'
import { formatShare } from '../format/share.ts'
import { Hint } from '../hint/hint.tsx'

/** The score with its parts; for an excluded network the reason first. */
export function ScoreCell({ standing }: { standing: Candidate }) {
  const { excluded } = standing
  return (
    <>
      {excluded && (
        <p class="excluded">
          <b>{words.exclusion[excluded.code]}:</b> {excluded.detail}
        </p>
      )}
      <Hint class="score" explanation={<PartsTable kpis={standing.kpis} />}>
        <span class="score__number">{formatScore(standing.score)}</span>
        <ScoreBar kpis={standing.kpis} />
      </Hint>
    </>
  )
}

function PartsTable({ kpis }: { kpis: readonly KpiScore[] }) {
  return (
    <table class="parts">
      <thead>
        <tr>
          {['KPI', 'Reading', 'Age', 'Trusted', 'Weight', 'Adds', 'Source'].map((title) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {kpis.map((score) => (
          <tr key={score.kpi}>
            <th scope="row">
              <KpiSwatch kpi={score.kpi} /> {words.kpi[score.kpi].name}
            </th>
            <td>{score.reading === null ? 'none' : formatShare(score.reading)}</td>
            <td>{score.ageMs === null ? '–' : formatAge(score.ageMs)}</td>
            <td>{formatShare(score.confidence)}</td>
            <td>{formatShare(score.weight)}</td>
            <td>{formatScorePart(score.contribution)}</td>
            <td class="parts__source">{score.source ?? '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
