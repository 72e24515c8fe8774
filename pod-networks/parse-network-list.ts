import type { CniError } from '../cni/cni-error.ts'
import { ifnameFault } from '../cni/names.ts'
import { quoted } from './quoted.ts'
import { refuseTooMany } from './refuse-too-many.ts'
import { refused } from './refused.ts'

/** A network that is asked for by name, and the interface it is wanted on; null leaves the choice to us. */
export interface AskedNetwork {
  readonly name: string
  readonly ifname: string | null
}

/** As long as a file's name may be; what errors say of a network stays readable by it. */
const maxNameLength = 255

/** At least one network, in the order in which they were written. */
export type NetworkList = readonly [AskedNetwork, ...AskedNetwork[]]

/**
 * Reads `network[@interface]` separated by commas, in order. `where` names the annotation or setting in messages.
 * @throws {CniError} of code 7, naming the entry that is wrong
 */
export function parseNetworkList(text: string, where: string): NetworkList {
  const entries = text.split(',')
  refuseTooMany(entries, where)
  const [first, ...others] = entries.map((entry) => parseEntry(entry.trim(), text, where))
  if (first === undefined) throw emptyEntry(text, where)
  refuseDoubleInterfaces([first, ...others], where)
  return [first, ...others]
}

function parseEntry(entry: string, text: string, where: string): AskedNetwork {
  const [name = '', ifname, ...rest] = entry.split('@')
  if (name.trim() === '') throw emptyEntry(text, where)
  if (name.length > maxNameLength)
    throw refused(`Cannot read ${quoted(entry)} in ${where} as no network has so long a name`)
  if (rest.length > 0)
    throw refused(
      `Cannot read ${quoted(entry)} in ${where} as it has more than one @: write network@interface`,
    )
  if (ifname === undefined) return { name, ifname: null }
  const fault = ifnameFault(ifname)
  if (fault !== null) throw refused(`Cannot use the interface of ${quoted(entry)} in ${where} as it ${fault}`)
  return { name, ifname }
}

function emptyEntry(text: string, where: string): CniError {
  return refused(
    `Cannot read ${quoted(text)} in ${where} as an entry is empty: name a network there or remove the comma`,
  )
}

function refuseDoubleInterfaces(networks: readonly AskedNetwork[], where: string): void {
  const names = networks.flatMap(({ ifname }) => ifname ?? [])
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined)
    throw refused(`Cannot attach two networks to ${twice}: give each its own interface in ${where}`)
}
