import type { NetworkBoard } from '../../domain/network-board.ts'

/** The names of the networks that can take a pod, best first. */
export function networkOrder({ networks }: NetworkBoard): readonly string[] {
  return networks.filter(({ standing }) => standing.excluded === null).map(({ name }) => name)
}
