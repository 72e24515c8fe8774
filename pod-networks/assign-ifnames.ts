import type { AskedNetwork } from './parse-network-list.ts'

/**
 * The interface of every network in order: the one asked for; else CNI_IFNAME for the first that asks for none, and
 * then the next free `ethN` from eth0, skipping those that others have asked for.
 */
export function assignIfnames(networks: readonly AskedNetwork[], cniIfname: string): readonly string[] {
  const taken = new Set(networks.flatMap(({ ifname }) => ifname ?? []))
  return networks.map(({ ifname }) => {
    if (ifname !== null) return ifname
    const free = nextFree(taken, cniIfname)
    taken.add(free)
    return free
  })
}

function nextFree(taken: ReadonlySet<string>, cniIfname: string): string {
  if (!taken.has(cniIfname)) return cniIfname
  let number = 0
  while (taken.has(`eth${number}`)) number += 1
  return `eth${number}`
}
