import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { InstallerConfig } from './config.ts'
import { isOwn, readConfFiles } from './conf-files.ts'
import { binaryName } from './install-binary.ts'
import { nodeStatus, notePath } from './node-status.ts'
import type { NodeReport } from './node-report.ts'
import { placeFile, syncDirectory } from './place-file.ts'

/**
 * Takes our conf away, so that the next one by name is in force for the next pod. The executable stays for as long as
 * the journal names pods that need it for their DEL, with a note of it; another call, when they are gone, removes it
 * and the state.
 */
export async function uninstall(config: InstallerConfig): Promise<NodeReport> {
  await removeConfs(config.GENIE_CONF_DIR)
  await wait(config.GENIE_SETTLE_MS)
  const { records } = await nodeStatus(config)
  if (records > 0 && !config.GENIE_FORCE) return await leaveNote(config, records)
  await removeBinary(config.GENIE_BIN_DIR)
  await rm(config.GENIE_SOCKET, { force: true })
  for (const directory of [config.GENIE_STATE_DIR, config.GENIE_DATA_DIR]) await empty(directory)
  return await nodeStatus(config)
}

async function removeConfs(confDir: string): Promise<void> {
  const own = (await readConfFiles(confDir)).filter(isOwn)
  for (const { name } of own) await rm(join(confDir, name))
  if (own.length > 0) await syncDirectory(confDir)
}

async function leaveNote(config: InstallerConfig, records: number): Promise<NodeReport> {
  const { GENIE_BIN_DIR, GENIE_STATE_DIR } = config
  const note = `${join(GENIE_BIN_DIR, binaryName)} stays as ${records} attachments in ${join(GENIE_STATE_DIR, 'journal')} need it for their DEL: uninstall again when their pods are gone`
  await placeFile({ path: notePath(config), content: Buffer.from(`${note}\n`), mode: 0o600 })
  const report = await nodeStatus(config)
  return { ...report, warnings: [note, ...report.warnings] }
}

async function removeBinary(binDir: string): Promise<void> {
  await rm(join(binDir, binaryName), { force: true })
  await syncDirectory(binDir).catch(() => undefined)
}

/** The directory itself may be where something is mounted, so that only what is in it can go. */
async function empty(directory: string): Promise<void> {
  const names = await readdir(directory).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  })
  for (const name of names) await rm(join(directory, name), { recursive: true, force: true })
  await rm(directory, { recursive: true, force: true }).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'EBUSY') throw error
  })
}
