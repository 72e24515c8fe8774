import type { NetworkBoard, NetworkStanding, NetworkState } from '../../domain/network-board.ts'
import { words } from '../catalogue/english.ts'
import { StateMark } from '../chart/state-mark.tsx'
import { formatScore } from '../format/score.ts'
import { orderBoard } from '../model/order-board.ts'
import type { PageModel } from '../model/page-model.ts'
import { leadOf } from './lead-of.ts'

const states = Object.keys(words.state) as NetworkState[]

/** The answer in one line: what a pod with an empty annotation gets now, and how the networks are. */
export function NextPod({ model }: { model: PageModel }) {
  const board = model.board.value
  if (!board || board.networks.length === 0) return null
  return (
    <section class="next" aria-labelledby="next-title">
      <div>
        <h2 id="next-title" class="next__title">
          A pod that asks now gets
        </h2>
        <Winner board={board} />
      </div>
      <StateCounts board={board} />
    </section>
  )
}

function Winner({ board }: { board: NetworkBoard }) {
  const [first, second] = orderBoard(board.networks, undefined).filter(({ standing }) => !standing.excluded)
  return (
    <p class="next__answer">
      <strong class="next__name" aria-live="polite">
        {first?.name ?? 'no network'}
      </strong>
      <span class="next__lead">
        {!first && 'each of them is excluded for the reason below'}
        {first && !second && 'the only one that can take it'}
        {first && second && <Lead first={first} second={second} />}
      </span>
    </p>
  )
}

function Lead({ first, second }: { first: NetworkStanding; second: NetworkStanding }) {
  const { before, after } = leadOf(first.standing, second.standing)
  return (
    <>
      {formatScore(first.standing.score)}, {before} <b>{second.name}</b>
      {after}
    </>
  )
}

function StateCounts({ board }: { board: NetworkBoard }) {
  const counted = states
    .map((state) => ({ state, count: board.networks.filter((network) => network.state === state).length }))
    .filter(({ count }) => count > 0)
  return (
    <ul class="counts" aria-label="Networks by state">
      {counted.map(({ state, count }) => (
        <li key={state} class="counts__one">
          <span class="counts__number">{count}</span>
          <StateMark state={state} />
        </li>
      ))}
    </ul>
  )
}
