import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { isRetired } from '../pod-networks/is-retired.ts'
import type { InstallerConfig } from './config.ts'
import { isOwn, readConfFiles, type FoundConf } from './conf-files.ts'
import { binaryName } from './install-binary.ts'
import type { NodeReport } from './node-report.ts'

/** What is left on a node where the executable waits for the last pod that needs it. */
export const notePath = ({ GENIE_STATE_DIR }: InstallerConfig): string => join(GENIE_STATE_DIR, 'uninstalled')

/** How the node stands; changes nothing. */
export async function nodeStatus(config: InstallerConfig): Promise<NodeReport> {
  const { GENIE_BIN_DIR, GENIE_CONF_DIR, GENIE_STATE_DIR } = config
  const files = await readConfFiles(GENIE_CONF_DIR).catch(() => [])
  const records = await recordCount(GENIE_STATE_DIR)
  const binary = await lstat(join(GENIE_BIN_DIR, binaryName)).catch(() => null)
  return {
    binary: binary === null ? 'absent' : 'ours',
    confs: files.filter(isOwn).map(({ name }) => name),
    inForce: firstOf(files),
    records,
    warnings: warningsOf(files, records, GENIE_CONF_DIR),
  }
}

async function recordCount(stateDir: string): Promise<number> {
  const files = await readdir(join(stateDir, 'journal')).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  })
  return files.filter((name) => name.endsWith('.json')).length
}

function warningsOf(files: readonly FoundConf[], records: number, confDir: string): readonly string[] {
  const own = files.filter(isOwn)
  const retired = own.filter(({ text }) => isRetired(text))
  return [
    ...(retired.length === 0 ? [] : [retiredWarning(retired, records)]),
    ...orderWarnings(
      files.filter((file) => !retired.includes(file)),
      own.length > retired.length ? own : [],
      confDir,
    ),
  ]
}

const retiredWarning = (retired: readonly FoundConf[], records: number) =>
  `${namesOf(retired)} is retired as ${records} attachments still need it for their DEL: new pods get the default network, and it goes with the last of them`

function orderWarnings(
  files: readonly FoundConf[],
  own: readonly FoundConf[],
  confDir: string,
): readonly string[] {
  const first = firstOf(files)
  if (first === null)
    return [`No network is left in ${confDir}: the node gets NotReady until a conf is put there`]
  if (own.length === 0 || own.some(({ name }) => name === first)) return []
  return [
    `Pods do not go through genie as ${first} comes before ${namesOf(own)} in ${confDir}: rename it, or set GENIE_CONF_NAME`,
  ]
}

const firstOf = (files: readonly FoundConf[]) => files.find(({ conf }) => conf.kind !== 'fault')?.name ?? null

const namesOf = (files: readonly FoundConf[]) => files.map(({ name }) => name).join(', ')
