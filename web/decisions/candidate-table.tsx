import type { Candidate, Decision, KpiScore } from '../../domain/decision.ts'
import { words } from '../catalogue/english.ts'
import { countingKpis } from '../chart/counting-kpis.ts'
import { KpiSwatch } from '../chart/kpi-legend.tsx'
import { ScoreBar } from '../chart/score-bar.tsx'
import { formatAge } from '../format/age.ts'
import { formatBitRate } from '../format/bit-rate.ts'
import { formatMoney } from '../format/money.ts'
import { formatReading, unitOf } from '../format/reading.ts'
import { formatScorePart } from '../format/score.ts'
import { formatShare } from '../format/share.ts'

/** The candidates side by side: a row for each KPI, a step of the waterfall and its arithmetic in each cell. */
export function CandidateTable({ decision }: { decision: Decision }) {
  const { candidates, chosen, picks = [chosen] } = decision
  const winner = candidates.find(({ network }) => network === chosen)
  const counting = countingKpis(candidates)
  const rows = candidates[0]?.kpis.filter(({ kpi }) => counting.includes(kpi)) ?? []
  return (
    // Focusable, so that the keyboard can scroll it where it is wider than the window.
    <div class="sideways" role="region" aria-label="Candidates side by side" tabIndex={0}>
      <table class="candidates">
        <thead>
          <tr>
            <td />
            {candidates.map((candidate) => (
              <Head
                key={candidate.network}
                candidate={candidate}
                isChosen={picks.includes(candidate.network)}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ kpi, weight, good, bad }) => (
            <tr key={kpi}>
              <th scope="row">
                <KpiSwatch kpi={kpi} /> {words.kpi[kpi].name}
                <span class="candidates__weight">
                  weight {formatShare(weight)}
                  <br />
                  {unitOf(kpi)} {words.kpi[kpi].reads}
                  <br />1 to {formatReading(kpi, good)}, 0 from {formatReading(kpi, bad)}
                </span>
              </th>
              {candidates.map((candidate) => (
                <td key={candidate.network} class={columnOf(candidate, picks)}>
                  <Step candidate={candidate} score={candidate.kpis.find((score) => score.kpi === kpi)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <Totals candidates={candidates} winner={winner} picks={picks} />
      </table>
    </div>
  )
}

const columnOf = (candidate: Candidate, picks: readonly string[]): string =>
  picks.includes(candidate.network) ? 'candidates__chosen' : candidate.excluded ? 'candidates__excluded' : ''

function Head({ candidate, isChosen }: { candidate: Candidate; isChosen: boolean }) {
  const place = candidate.rank === null ? 'excluded' : isChosen ? 'chosen' : `rank ${candidate.rank}`
  return (
    <th scope="col" class={isChosen ? 'candidates__chosen' : ''}>
      {candidate.network} <span class={`place ${isChosen ? 'place--chosen' : ''}`}>{place}</span>
      {candidate.missesSla !== undefined && (
        <span class="place place--short">misses the SLA: {candidate.missesSla}</span>
      )}
    </th>
  )
}

/** One cell: the reading, what it adds, and how the one became the other. */
function Step({ candidate, score }: { candidate: Candidate; score: KpiScore | undefined }) {
  if (!score) return null
  return (
    <>
      <div class="step__head">
        <span>{score.reading === null ? 'not measured' : formatReading(score.kpi, score.reading)}</span>
        <b>+{formatScorePart(score.contribution)}</b>
      </div>
      <ScoreBar kpis={candidate.kpis} only={score.kpi} />
      <p class="step__words">
        {worthOf(score)}
        <br />
        {formatScorePart(score.blended)} × {formatShare(score.weight)} = {formatScorePart(score.contribution)}
        {score.ageMs !== null && (
          <span class="step__source">
            {formatAge(score.ageMs)} old, {score.source}
          </span>
        )}
      </p>
    </>
  )
}

/** The value and how far it is trusted; the rest of the trust goes to the prior, as the hatching shows. */
function worthOf({ value, confidence, blended }: KpiScore): string {
  return value === null
    ? `taken to be worth ${formatScorePart(blended)}`
    : `worth ${formatScorePart(value)}, ${formatShare(confidence)} trusted`
}

interface TotalsProps {
  readonly candidates: readonly Candidate[]
  readonly winner: Candidate | undefined
  readonly picks: readonly string[]
}

function Totals({ candidates, winner, picks }: TotalsProps) {
  return (
    <tfoot>
      <tr>
        <th scope="row">Score</th>
        {candidates.map((candidate) => (
          <td key={candidate.network} class={columnOf(candidate, picks)}>
            <div class="step__head step__total">
              <b>{formatScorePart(candidate.score)}</b>
              {winner && candidate !== winner && (
                <span>
                  {formatScorePart(candidate.score - winner.score)} to {winner.network}
                </span>
              )}
            </div>
            <ScoreBar kpis={candidate.kpis} />
          </td>
        ))}
      </tr>
      <tr>
        <th scope="row">Already promised</th>
        {candidates.map((candidate) => (
          <td key={candidate.network} class={columnOf(candidate, picks)}>
            {formatBitRate(candidate.reservedBitsPerSecond)}, {candidate.reservedAttachments} pods
          </td>
        ))}
      </tr>
      {candidates.some(({ cost }) => cost) && (
        <tr>
          <th scope="row">Expected to cost</th>
          {candidates.map((candidate) => (
            <td key={candidate.network} class={columnOf(candidate, picks)}>
              {candidate.cost
                ? `${formatMoney(candidate.cost.perMonth, candidate.cost.currency)} a month`
                : 'unknown'}
            </td>
          ))}
        </tr>
      )}
    </tfoot>
  )
}
