import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { InstallerConfig } from './config.ts'
import { isOwn, readConfFiles } from './conf-files.ts'
import { binaryName } from './install-binary.ts'
import type { NodeReport } from './node-report.ts'

/** What is left on a node where the executable waits for the last pod that needs it. */
export const notePath = ({ GENIE_STATE_DIR }: InstallerConfig): string => join(GENIE_STATE_DIR, 'uninstalled')

/** How the node stands; changes nothing. */
export async function nodeStatus(config: InstallerConfig): Promise<NodeReport> {
  const { GENIE_BIN_DIR, GENIE_CONF_DIR, GENIE_STATE_DIR } = config
  const files = await readConfFiles(GENIE_CONF_DIR).catch(() => [])
  const confs = files.filter(isOwn).map(({ name }) => name)
  const first = files.find(({ conf }) => conf.kind !== 'fault')?.name ?? null
  const binary = await lstat(join(GENIE_BIN_DIR, binaryName)).catch(() => null)
  return {
    binary: binary === null ? 'absent' : 'ours',
    confs,
    inForce: first,
    records: await recordCount(GENIE_STATE_DIR),
    warnings: warningsOf(confs, first, GENIE_CONF_DIR),
  }
}

async function recordCount(stateDir: string): Promise<number> {
  const files = await readdir(join(stateDir, 'journal')).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  })
  return files.filter((name) => name.endsWith('.json')).length
}

function warningsOf(confs: readonly string[], first: string | null, confDir: string): readonly string[] {
  if (first === null)
    return [`No network is left in ${confDir}: the node gets NotReady until a conf is put there`]
  if (confs.length === 0 || confs.includes(first)) return []
  return [
    `Pods do not go through genie as ${first} comes before ${confs.join(', ')} in ${confDir}: rename it, or set GENIE_CONF_NAME`,
  ]
}
