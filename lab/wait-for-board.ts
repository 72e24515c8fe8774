import { setTimeout as delay } from 'node:timers/promises'
import type { NetworkBoard } from '../domain/network-board.ts'
import type { AgentApi } from './agent-api.ts'

/** What the agent's figures shall become. */
export interface Awaited {
  /** What is waited for, as the end of a sentence. */
  readonly what: string
  readonly until: (board: NetworkBoard) => boolean
  readonly signal: AbortSignal
}

/** Asks the agent until its figures are as wanted. @throws an Error after 30 s that says what they are instead. */
export async function waitForBoard(api: AgentApi, { what, until, signal }: Awaited): Promise<NetworkBoard> {
  const deadline = performance.now() + 30_000
  for (;;) {
    const board = await api.networks()
    if (until(board)) return board
    if (performance.now() > deadline)
      throw new Error(
        `Cannot go on as after 30 s it is not so that ${what}: the last figures are ${figures(board)}`,
      )
    await delay(250, undefined, { signal })
  }
}

const figures = ({ networks }: NetworkBoard): string =>
  JSON.stringify(networks.map(({ name, sample }) => ({ name, sample })))
