import { confDirContent } from '../../pod-networks/conf-dir-content.ts'
import type { NodeNetworks } from '../../pod-networks/network-by-name.ts'
import { isConfFile, maxConfFileBytes, readNetwork, type ConfFile } from '../../pod-networks/read-network.ts'
import { PlatformError, type Platform } from '../platform/platform.ts'

/**
 * The networks of the CNI conf dir, in the order of its files. A file that cannot be used is passed over, of several
 * networks with one name the first counts, and ours is none.
 */
export function readConfDir(platform: Platform, confDir: string): Omit<NodeNetworks, 'hostNic'> {
  const faults: string[] = []
  const files = filesIn(platform, confDir, faults).map((file) => readFile(platform, confDir, file))
  const content = confDirContent(files)
  return {
    networks: () => content.networks,
    faults: () => [...faults, ...content.faults],
    isOwn: (name) => content.ownNames.has(name.toLowerCase()),
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
