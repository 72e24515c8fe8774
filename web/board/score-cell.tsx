import type { Candidate, KpiScore } from '../../domain/decision.ts'
import { boardWords } from '../catalogue/board.ts'
import { terms } from '../catalogue/terms.ts'
import { KpiSwatch } from '../chart/kpi-legend.tsx'
import { ScoreBar } from '../chart/score-bar.tsx'
import { formatReading } from '../format/reading.ts'
import { formatScore, formatScorePart } from '../format/score.ts'
import { formatShare } from '../format/share.ts'
import { WhyNot } from '../reasons/reason-text.tsx'
import { Hint } from '../hint/hint.tsx'
import { Age, type BoardClock } from './age.tsx'

/** The score with its parts; for an excluded network the reason first. */
export function ScoreCell({ standing, clock }: { standing: Candidate; clock: BoardClock }) {
  const { excluded, missesSla } = standing
  return (
    <>
      {(excluded !== null || missesSla !== undefined) && (
        <p class="excluded">
          <WhyNot {...standing} />
        </p>
      )}
      <Hint class="score" explanation={<PartsTable kpis={standing.kpis} clock={clock} />}>
        <span class="score__number">{formatScore(standing.score)}</span>
        <ScoreBar kpis={standing.kpis} />
      </Hint>
    </>
  )
}

/** What counts, and what counts for nothing here but was measured. */
const isShown = ({ weight, reading }: KpiScore) => weight > 0 || reading !== null

function PartsTable({ kpis, clock }: { kpis: readonly KpiScore[]; clock: BoardClock }) {
  const words = boardWords.value
  return (
    <table class="parts">
      <thead>
        <tr>
          {Object.values(words.parts).map((title) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {kpis.filter(isShown).map((score) => (
          <tr key={score.kpi} class={score.weight > 0 ? '' : 'parts__idle'}>
            <th scope="row">
              <KpiSwatch kpi={score.kpi} /> {terms.value.kpi[score.kpi].name}
            </th>
            <td>{score.reading === null ? words.none : formatReading(score.kpi, score.reading)}</td>
            <td>
              <Age score={score} clock={clock} />
            </td>
            <td>{formatShare(score.confidence)}</td>
            <td>{score.weight > 0 ? formatShare(score.weight) : words.none}</td>
            <td>{score.weight > 0 ? formatScorePart(score.contribution) : '–'}</td>
            <td class="parts__source">{score.source ?? '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
