import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import type { ConfiguredNetwork } from '../../domain/configured-network.ts'

/**
 * The type of the first plugin of a network that is in none of the directories (as in PATH), or null. Without
 * directories, as in a container that does not see the host's, all plugins are taken to be there.
 */
export function missingPlugin(
  { plugins }: ConfiguredNetwork,
  directories: string | undefined,
): string | null {
  if (directories === undefined) return null
  const isThere = (type: string) => directories.split(delimiter).some((each) => existsSync(join(each, type)))
  return plugins.find(({ type }) => !isThere(type))?.type ?? null
}
