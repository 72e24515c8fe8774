import { refused } from './refused.ts'

/** A wish for an interface's name; null leaves it to us. */
export interface IfnameWish {
  readonly ifname: string | null
}

/**
 * The interface of every network in order, first the pod's main networks, then the additional ones. It is the one
 * asked for; else CNI_IFNAME for the first main network that asks for none and the next free `ethN` from eth0 for the
 * others; else `net<index>` for an additional one, where the index counts all networks of the pod (NPWG v1.3, 4.1.2.1).
 * @throws {CniError} of code 7 if two ask for one name
 */
export function assignIfnames(
  mains: readonly IfnameWish[],
  additional: readonly IfnameWish[],
  cniIfname: string,
): readonly string[] {
  const asked = [...mains, ...additional].flatMap(({ ifname }) => ifname ?? [])
  const twice = asked.find((name, index) => asked.indexOf(name) !== index)
  if (twice !== undefined)
    throw refused(
      `Cannot attach two networks to ${twice}: give each its own interface in the pod's annotations`,
    )
  const taken = new Set(asked)
  const take = (wish: IfnameWish, free: () => string) => {
    const name = wish.ifname ?? free()
    taken.add(name)
    return name
  }
  return [
    ...mains.map((wish) => take(wish, () => (taken.has(cniIfname) ? nextFree('eth', 0, taken) : cniIfname))),
    ...additional.map((wish, index) => take(wish, () => nextFree('net', mains.length + index, taken))),
  ]
}

function nextFree(prefix: string, from: number, taken: ReadonlySet<string>): string {
  let number = from
  while (taken.has(`${prefix}${number}`)) number += 1
  return `${prefix}${number}`
}
