import type { NetworkBoard } from '../../domain/network-board.ts'

/** The names of the networks that can take a pod, best first. */
export function networkOrder({ networks }: NetworkBoard): readonly string[] {
  return networks.filter(({ standing }) => standing.excluded === null).map(({ name }) => name)
}

/** For each network that shares its link, the name of the first of those that do; for the first itself nothing. */
export function linkGroups({ networks }: NetworkBoard): Readonly<Record<string, string>> {
  const groups = networks.flatMap(({ name, standing: { uplinkGroup = name } }) =>
    uplinkGroup === name ? [] : [[name, uplinkGroup] as const],
  )
  return Object.fromEntries(groups)
}

/** Both, as a plugin without an agent needs them. */
export const rankedLinks = (board: NetworkBoard) => ({
  order: networkOrder(board),
  groups: linkGroups(board),
})
