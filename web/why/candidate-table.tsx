import type { Candidate, Decision, KpiScore } from '../../domain/decision.ts'
import { terms } from '../catalogue/terms.ts'
import { whyWords } from '../catalogue/why.ts'
import { countingKpis } from '../chart/counting-kpis.ts'
import { KpiSwatch } from '../chart/kpi-legend.tsx'
import { ScoreBar } from '../chart/score-bar.tsx'
import { formatAge } from '../format/age.ts'
import { formatBitRate } from '../format/bit-rate.ts'
import { formatMoney } from '../format/money.ts'
import { formatReading, unitOf } from '../format/reading.ts'
import { formatScorePart } from '../format/score.ts'
import { Phrase } from '../parts/phrase.tsx'
import { SlaMisses } from '../reasons/reason-text.tsx'
import { formatShare } from '../format/share.ts'

/** The candidates side by side: a row for each KPI, a step of the waterfall and its arithmetic in each cell. */
export function CandidateTable({ decision }: { decision: Decision }) {
  const { candidates, chosen, picks = [chosen] } = decision
  const words = whyWords.value
  const winner = candidates.find(({ network }) => network === chosen)
  const counting = countingKpis(candidates)
  const rows = candidates[0]?.kpis.filter(({ kpi }) => counting.includes(kpi)) ?? []
  return (
    // Focusable, so that the keyboard can scroll it where it is wider than the window.
    <div class="sideways" role="region" aria-label={words.sideBySide} tabIndex={0}>
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
                <KpiSwatch kpi={kpi} /> {terms.value.kpi[kpi].name}
                <span class="candidates__weight">
                  {words.weight(formatShare(weight))}
                  <br />
                  {unitOf(kpi)} {terms.value.kpi[kpi].reads}
                  <br />
                  {words.anchors(formatReading(kpi, good), formatReading(kpi, bad))}
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
  const words = whyWords.value
  const place =
    candidate.rank === null ? words.excluded : isChosen ? words.chosen : words.rank(candidate.rank)
  return (
    <th scope="col" class={isChosen ? 'candidates__chosen' : ''}>
      {candidate.network} <span class={`place ${isChosen ? 'place--chosen' : ''}`}>{place}</span>
      {candidate.missesSla !== undefined && (
        <span class="place place--short">
          <Phrase text={words.missesSla} parts={{ how: <SlaMisses {...candidate} /> }} />
        </span>
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
        <span>
          {score.reading === null ? whyWords.value.notMeasured : formatReading(score.kpi, score.reading)}
        </span>
        <b>+{formatScorePart(score.contribution)}</b>
      </div>
      <ScoreBar kpis={candidate.kpis} only={score.kpi} />
      <p class="step__words">
        {worthOf(score)}
        <br />
        {formatScorePart(score.blended)} × {formatShare(score.weight)} = {formatScorePart(score.contribution)}
        {score.ageMs !== null && (
          <span class="step__source">
            {whyWords.value.old(formatAge(score.ageMs), score.source ?? whyWords.value.unknown)}
          </span>
        )}
      </p>
    </>
  )
}

/** The value and how far it is trusted; the rest of the trust goes to the prior, as the hatching shows. */
function worthOf({ value, confidence, blended }: KpiScore): string {
  return value === null
    ? whyWords.value.takenToBe(formatScorePart(blended))
    : whyWords.value.worth(formatScorePart(value), formatShare(confidence))
}

interface TotalsProps {
  readonly candidates: readonly Candidate[]
  readonly winner: Candidate | undefined
  readonly picks: readonly string[]
}

function Totals({ candidates, winner, picks }: TotalsProps) {
  const words = whyWords.value
  return (
    <tfoot>
      <tr>
        <th scope="row">{words.score}</th>
        {candidates.map((candidate) => (
          <td key={candidate.network} class={columnOf(candidate, picks)}>
            <div class="step__head step__total">
              <b>{formatScorePart(candidate.score)}</b>
              {winner && candidate !== winner && (
                <span>{words.leadTo(formatScorePart(candidate.score - winner.score), winner.network)}</span>
              )}
            </div>
            <ScoreBar kpis={candidate.kpis} />
          </td>
        ))}
      </tr>
      <tr>
        <th scope="row">{words.promised}</th>
        {candidates.map((candidate) => (
          <td key={candidate.network} class={columnOf(candidate, picks)}>
            {words.promisedOf(formatBitRate(candidate.reservedBitsPerSecond), candidate.reservedAttachments)}
          </td>
        ))}
      </tr>
      {candidates.some(({ cost }) => cost) && (
        <tr>
          <th scope="row">{words.expectedCost}</th>
          {candidates.map((candidate) => (
            <td key={candidate.network} class={columnOf(candidate, picks)}>
              {candidate.cost
                ? words.aMonth(formatMoney(candidate.cost.perMonth, candidate.cost.currency))
                : words.unknown}
            </td>
          ))}
        </tr>
      )}
    </tfoot>
  )
}
