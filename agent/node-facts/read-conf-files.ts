import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { ConfFileFacts } from '../../domain/node-facts.ts'
import { isConfFile, maxConfFileBytes, readNetwork } from '../../pod-networks/read-network.ts'
import { messageOf } from '../../service-kit/message-of.ts'
import { missingPlugin } from '../conf-dir/missing-plugin.ts'

/**
 * The files of the conf dir as the runtime goes through them.
 * @throws {Error} if the directory cannot be read
 */
export function readConfFiles(confDir: string, binDirs: string | undefined): ConfFileFacts[] {
  return readdirSync(confDir)
    .filter(isConfFile)
    .sort()
    .map((file) => factsOf(file, join(confDir, file), binDirs))
}

function factsOf(file: string, path: string, binDirs: string | undefined): ConfFileFacts {
  const about = { file, network: null, missingPlugin: null, fault: null }
  try {
    if (statSync(path).size > maxConfFileBytes)
      return { ...about, kind: 'fault', fault: `it is larger than ${maxConfFileBytes} bytes` }
    const read = readNetwork(path, readFileSync(path, 'utf8'))
    if (read.kind === 'fault') return { ...about, kind: 'fault', fault: read.message }
    if (read.kind === 'own') return { ...about, kind: 'own' }
    const { network } = read
    return {
      ...about,
      kind: 'network',
      network: network.name,
      missingPlugin: missingPlugin(network, binDirs),
    }
  } catch (error) {
    return { ...about, kind: 'fault', fault: messageOf(error) }
  }
}
