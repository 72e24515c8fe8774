import type { ReadonlySignal } from '@preact/signals'
import type { KpiScore } from '../../domain/decision.ts'
import { formatAge } from '../format/age.ts'

/** When the board was made and what time it is now, both by the server's clock: figures go on ageing in between. */
export interface BoardClock {
  readonly boardAt: number
  readonly now: ReadonlySignal<number>
}

/** How old a reading is by now; `score.ageMs` is how old it was when the board was made. */
export function Age({ score: { ageMs }, clock }: { score: KpiScore; clock: BoardClock }) {
  return <>{ageMs === null ? '–' : formatAge(ageMs + clock.now.value - clock.boardAt)}</>
}

/** A reading's age and source as a sentence. */
export function Provenance({ score, clock }: { score: KpiScore | undefined; clock: BoardClock }) {
  if (score?.reading === null || score?.reading === undefined) return <>Nobody has measured it.</>
  return (
    <>
      Measured <Age score={score} clock={clock} /> ago by {score.source}.
    </>
  )
}
