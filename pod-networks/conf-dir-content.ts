import type { ConfiguredNetwork } from '../domain/configured-network.ts'
import type { ConfFile } from './read-network.ts'

/** What the files of a conf dir come to. */
export interface ConfDirContent {
  /** Of several networks with one name the first file's; ours is not among them. */
  readonly networks: readonly ConfiguredNetwork[]
  /** What our own conf is called, by file or by name, in lower case. */
  readonly ownNames: ReadonlySet<string>
  /** One sentence for every file that cannot be used. */
  readonly faults: readonly string[]
}

/** Sums up the files of a conf dir, which come in the lexical order of their names. */
export function confDirContent(files: readonly ConfFile[]): ConfDirContent {
  const networks = new Map<string, ConfiguredNetwork>()
  const ownNames = new Set<string>()
  const faults: string[] = []
  for (const file of files) {
    if (file.kind === 'fault') faults.push(file.message)
    if (file.kind === 'own') for (const name of file.names) ownNames.add(name.toLowerCase())
    if (file.kind === 'network' && !networks.has(file.network.name))
      networks.set(file.network.name, file.network)
  }
  return { networks: [...networks.values()], ownNames, faults }
}
