import type { ReadonlySignal } from '@preact/signals'
import type { KpiScore } from '../../domain/decision.ts'
import { boardWords } from '../catalogue/board.ts'
import { formatAge } from '../format/age.ts'

/** When the board was made and what time it is now, both by the server's clock: figures go on ageing in between. */
export interface BoardClock {
  readonly boardAt: number
  readonly now: ReadonlySignal<number>
}

/** How old a reading is by now; `score.ageMs` is how old it was when the board was made. */
export function Age({ score, clock }: { score: KpiScore; clock: BoardClock }) {
  return <>{ageNow(score, clock)}</>
}

const ageNow = ({ ageMs }: KpiScore, { now, boardAt }: BoardClock): string =>
  ageMs === null ? '–' : formatAge(ageMs + now.value - boardAt)

/** A reading's age and source as a sentence. */
export function Provenance({ score, clock }: { score: KpiScore | undefined; clock: BoardClock }) {
  const words = boardWords.value
  if (score?.reading === null || score?.reading === undefined) return <>{words.nobodyMeasuredIt}</>
  return <>{words.measured(ageNow(score, clock), score.source ?? words.unknown)}</>
}
