import type { NetworkBoard } from '../../domain/network-board.ts'

/**
 * The names of the networks that can take a pod, best first. Those that are for some namespaces only are left to the agent:
 * a plugin that is alone could not tell whose pod it may put there.
 */
export function networkOrder({ networks }: NetworkBoard): readonly string[] {
  return networks
    .filter(({ standing: { excluded, facts } }) => excluded === null && facts?.namespaces === undefined)
    .map(({ name }) => name)
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
