import { weightsWords } from '../../catalogue/weights.ts'
import type { SlopeLine } from '../../chart/ranking/rank-slope.ts'
import { ScoreBar } from '../../chart/score-bar.tsx'
import { formatScore } from '../../format/score.ts'
import { WhyNot } from '../../reasons/reason-text.tsx'
import { formatGain } from './format-gain.ts'
import type { RankedRow } from './ranked-rows.ts'

/** A network's place as it would be, what becomes of it by sign and word, and its score with its parts. */
export function RankingRow({ line: { row, kind, steps } }: { line: SlopeLine<RankedRow> }) {
  const words = weightsWords.value
  const { candidate, after, gain } = row
  const { excluded, missesSla } = candidate
  return (
    <li class={`ranked__row ${after === null ? 'ranked__row--out' : ''}`}>
      <span class="ranked__place">{after ?? words.none}</span>
      <span class="ranked__head">
        <span class="ranked__name">{candidate.network}</span>
        <span class={`ranked__shift ranked__shift--${kind}`}>
          <span aria-hidden="true">{words.shiftSign[kind]}</span> {words.shift[kind](steps)}
        </span>
      </span>
      <span class="ranked__score">{formatScore(candidate.score)}</span>
      <span class="ranked__gain" title={words.scoreMove(formatGain(gain))}>
        {formatGain(gain)}
      </span>
      <div class="ranked__bar">
        <ScoreBar kpis={candidate.kpis} />
      </div>
      {(excluded !== null || missesSla !== undefined) && (
        <p class="ranked__note">
          <WhyNot {...candidate} />
        </p>
      )}
    </li>
  )
}
