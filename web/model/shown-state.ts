import type { NetworkStanding, NetworkState } from '../../domain/network-board.ts'

/** A state as the page shows it: one that is left alone for a while after it failed has a sign of its own. */
export type ShownState = NetworkState | 'coolingDown'

/** How a network is, in one word. */
export function shownState({ state, standing }: Pick<NetworkStanding, 'state' | 'standing'>): ShownState {
  return standing.excluded?.code === 'cooling-down' ? 'coolingDown' : state
}
