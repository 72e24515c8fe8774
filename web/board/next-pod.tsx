import type { NetworkBoard, NetworkStanding } from '../../domain/network-board.ts'
import { boardWords } from '../catalogue/board.ts'
import { formatScore } from '../format/score.ts'
import { orderBoard } from '../model/order-board.ts'
import type { PageModel } from '../model/page-model.ts'
import { Phrase } from '../parts/phrase.tsx'
import { leadOf } from './lead-of.ts'
import './next-pod.css'

/** The answer in one line: what a pod with an empty annotation gets now. */
export function NextPod({ model }: { model: PageModel }) {
  const board = model.board.value
  if (!board || board.networks.length === 0) return null
  return (
    <section class="next" aria-labelledby="next-title">
      <h2 id="next-title" class="next__title">
        {boardWords.value.nextTitle}
      </h2>
      <Winner board={board} />
    </section>
  )
}

function Winner({ board }: { board: NetworkBoard }) {
  const [first, second] = orderBoard(board.networks, undefined).filter(({ standing }) => !standing.excluded)
  const words = boardWords.value
  return (
    <p class="next__answer">
      <strong class="next__name" aria-live="polite">
        {first?.name ?? words.noNetwork}
      </strong>
      <span class="next__lead">
        {!first && words.allExcluded}
        {first && !second && words.onlyOne}
        {first && second && <Lead first={first} second={second} />}
      </span>
    </p>
  )
}

function Lead({ first, second }: { first: NetworkStanding; second: NetworkStanding }) {
  const text = leadOf(first.standing, second.standing)
  return (
    <>
      {formatScore(first.standing.score)}, <Phrase text={text} parts={{ second: <b>{second.name}</b> }} />
    </>
  )
}
