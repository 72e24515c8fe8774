import { weightsWords } from '../../catalogue/weights.ts'
import { formatScore } from '../../format/score.ts'
import type { Rankings } from './use-rankings.ts'

/** Who would win, in sight while a slider is moved where the ranking has no room beside it. */
export function WinnerLine({ rankings }: { rankings: Rankings | undefined }) {
  const winner = rankings?.then.candidates.find(({ rank }) => rank === 1)
  if (winner === undefined) return null
  return (
    <p class="winner">
      {weightsWords.value.wins(winner.network)} <b>{formatScore(winner.score)}</b>
    </p>
  )
}
