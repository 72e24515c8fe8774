import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { InstallerConfig } from './config.ts'
import { isOwn, readConfFiles, type FoundConf } from './conf-files.ts'
import { binaryName } from './install-binary.ts'
import { nodeStatus, notePath } from './node-status.ts'
import type { NodeReport } from './node-report.ts'
import { placeFile, syncDirectory } from './place-file.ts'
import { readPlainFile } from './plain-file.ts'
import { retireConf } from './retire-conf.ts'

/**
 * Takes our conf away, so that the next one by name is in force for the next pod. Where the journal names pods it is
 * only retired, as a runtime may hand their DEL to the conf that is in force by then; the plugin removes it after the
 * last of them. The executable stays with a note; another call, when they are gone, removes it and the state.
 */
export async function uninstall(config: InstallerConfig): Promise<NodeReport> {
  const own = (await readConfFiles(config.GENIE_CONF_DIR)).filter(isOwn)
  const isNeeded = async () => !config.GENIE_FORCE && (await nodeStatus(config)).records > 0
  if (await isNeeded()) await retireConfs(config.GENIE_CONF_DIR, own)
  else await removeConfs(config.GENIE_CONF_DIR)
  await wait(config.GENIE_SETTLE_MS)
  if (await isNeeded()) {
    // An ADD that was under way has written its record since: the conf may be gone by now.
    await retireConfs(config.GENIE_CONF_DIR, own)
    return await leaveNote(config)
  }
  await removeConfs(config.GENIE_CONF_DIR)
  await removeBinary(config.GENIE_BIN_DIR)
  await rm(config.GENIE_SOCKET, { force: true })
  for (const directory of [config.GENIE_STATE_DIR, config.GENIE_DATA_DIR]) await empty(directory)
  return await nodeStatus(config)
}

async function retireConfs(confDir: string, own: readonly FoundConf[]): Promise<void> {
  for (const { name, text } of own) {
    const path = join(confDir, name)
    const content = Buffer.from(retireConf(text))
    if ((await readPlainFile(path))?.equals(content) !== true) await placeFile({ path, content, mode: 0o600 })
  }
}

async function removeConfs(confDir: string): Promise<void> {
  const own = (await readConfFiles(confDir)).filter(isOwn)
  for (const { name } of own) await rm(join(confDir, name), { force: true })
  if (own.length > 0) await syncDirectory(confDir)
}

async function leaveNote(config: InstallerConfig): Promise<NodeReport> {
  const { GENIE_BIN_DIR, GENIE_STATE_DIR } = config
  const { records } = await nodeStatus(config)
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
