import type { NetworkBoard } from '../../../domain/network-board.ts'
import type { Timers } from '../../live/timers.ts'

/** From the begin of one round to the begin of the next. */
const roundMs = 5_000
/** Browsers open six connections to a server: more questions at once would only wait. */
const atOnce = 6

/** What following many nodes needs, and whom it tells. */
export interface NodesFollower {
  /** Whom to ask in this round. */
  readonly nodes: () => readonly string[]
  readonly read: (node: string, signal: AbortSignal) => Promise<NetworkBoard>
  readonly timers: Timers
  readonly nowMs: () => number
  /** The boards that came together, and the nodes that gave none. */
  readonly onBoards: (boards: readonly NetworkBoard[], silent: readonly string[]) => void
}

/** Asks nodes for their boards, a few at once, and every five seconds again until the signal aborts. */
export async function followNodes(follower: NodesFollower, signal: AbortSignal): Promise<void> {
  const isOver = () => signal.aborted
  while (!isOver()) {
    const begun = follower.nowMs()
    const nodes = follower.nodes()
    for (let first = 0; first < nodes.length && !isOver(); first += atOnce)
      await askTogether(follower, nodes.slice(first, first + atOnce), signal)
    await until(follower, begun + roundMs, signal)
  }
}

async function askTogether(follower: NodesFollower, nodes: readonly string[], signal: AbortSignal) {
  const answers = await Promise.all(nodes.map((node) => follower.read(node, signal).catch(() => node)))
  if (signal.aborted) return
  follower.onBoards(
    answers.filter((answer) => typeof answer !== 'string'),
    answers.filter((answer) => typeof answer === 'string'),
  )
}

/** At least a moment: a server that needs longer than a round is not asked without a pause. */
const until = ({ timers, nowMs }: NodesFollower, at: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const cancel = timers.after(Math.max(roundMs / 10, at - nowMs()), resolve)
    const leave = () => {
      cancel()
      resolve()
    }
    signal.addEventListener('abort', leave, { once: true })
  })
