import type { ConfiguredNetwork } from '../../domain/configured-network.ts'
import type { NodeNetworks } from '../../pod-networks/network-by-name.ts'
import { isConfFile, maxConfFileBytes, readNetwork, type ConfFile } from '../../pod-networks/read-network.ts'
import { PlatformError, type Platform } from '../platform/platform.ts'

/**
 * The networks of the CNI conf dir, in the order of its files. A file that cannot be used is passed over, of several
 * networks with one name the first counts, and ours is none.
 */
export function readConfDir(platform: Platform, confDir: string): Omit<NodeNetworks, 'hostNic'> {
  const networks = new Map<string, ConfiguredNetwork>()
  const ownNames = new Set<string>()
  const faults: string[] = []
  for (const file of filesIn(platform, confDir, faults)) {
    const read = readFile(platform, confDir, file)
    if (read.kind === 'fault') faults.push(read.message)
    if (read.kind === 'own') for (const name of read.names) ownNames.add(name.toLowerCase())
    if (read.kind === 'network' && !networks.has(read.network.name))
      networks.set(read.network.name, read.network)
  }
  return {
    networks: () => [...networks.values()],
    faults: () => faults,
    isOwn: (name) => ownNames.has(name.toLowerCase()),
  }
}

function filesIn(platform: Platform, confDir: string, faults: string[]): readonly string[] {
  try {
    return platform.list(confDir).filter(isConfFile)
  } catch (error) {
    faults.push(`Cannot read any network from ${confDir}: ${codeOf(error)}`)
    return []
  }
}

function readFile(platform: Platform, confDir: string, file: string): ConfFile {
  const path = `${confDir}/${file}`
  try {
    const text = platform.readFile(path, maxConfFileBytes) ?? ''
    return readNetwork(path, text, (network) => pluginFiles(platform, `${confDir}/${network}`))
  } catch (error) {
    return { kind: 'fault', message: `Cannot read ${path}: ${codeOf(error)}` }
  }
}

/** The plugins of a network that stand in files of their own (`loadOnlyInlinedPlugins`, CNI 1.1). */
function pluginFiles(platform: Platform, directory: string): readonly string[] {
  return listIfDirectory(platform, directory)
    .filter((file) => file.endsWith('.conf'))
    .map((file) => platform.readFile(`${directory}/${file}`, maxConfFileBytes) ?? '')
}

/** A network may be called as the very file that it stands in. */
function listIfDirectory(platform: Platform, path: string): readonly string[] {
  try {
    return platform.list(path)
  } catch (error) {
    if (codeOf(error) === 'ENOTDIR') return []
    throw error
  }
}

function codeOf(error: unknown): string {
  if (error instanceof PlatformError) return error.code
  throw error
}
