import type { CniArguments } from '../../cni/read-arguments.ts'

/** Whose attachments a record of the journal holds: a container and the CNI_IFNAME of its ADD. */
export type EntryName = Pick<CniArguments, 'containerId' | 'ifname'>

/** The name as files bear it before their suffix. */
export const entryKey = ({ containerId, ifname }: EntryName): string => `${containerId}@${ifname}`

/** The name in that of a file; no container's id holds an `@`, an interface's name may. Null for a foreign file. */
export function parseEntryKey(key: string): EntryName | null {
  const at = key.indexOf('@')
  return at < 1 || at === key.length - 1 ? null : { containerId: key.slice(0, at), ifname: key.slice(at + 1) }
}
