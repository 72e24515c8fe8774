import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { InstallerConfig } from './config.ts'
import { isOwn, readConfFiles, type FoundConf } from './conf-files.ts'
import { desiredConf, isManaged } from './desired-conf.ts'
import { placeFile, syncDirectory } from './place-file.ts'
import { readPlainFile } from './plain-file.ts'
import { reviveConf } from './retire-conf.ts'

/** What a conf that was there before us is kept as; no runtime reads such a file. */
export const backupSuffix = '.before-genie'

/**
 * Puts our conf into the conf dir: from then on pods go through us, so it is the last act of an installation. A conf
 * of CNI-Genie, or one of ours that was written by hand, is kept beside it, and its members stay in force.
 */
export async function installConf(config: InstallerConfig): Promise<void> {
  const { GENIE_CONF_DIR: confDir, GENIE_CONF_NAME: stem } = config
  const own = (await readConfFiles(confDir)).filter(isOwn)
  const foreign = own.filter(({ text }) => !isManaged(text))
  const kept = await backupOf(confDir, own, stem)
  const former = foreign[0]?.text ?? kept
  const { extension, text } = desiredConf(config, former === null ? null : reviveConf(former))
  const name = `${stem}${extension}`
  for (const file of foreign) await keep(confDir, file)
  if (own.find((file) => file.name === name)?.text !== text)
    await placeFile({ path: join(confDir, name), content: Buffer.from(text), mode: 0o600 })
  for (const file of own) if (file.name !== name) await rm(join(confDir, file.name), { force: true })
  await syncDirectory(confDir)
}

/** The text of the backup that an earlier installation has made, or null. */
async function backupOf(confDir: string, own: readonly FoundConf[], stem: string): Promise<string | null> {
  const names = [...own.map(({ name }) => name), `${stem}.conf`, `${stem}.conflist`]
  for (const name of names) {
    const text = await readPlainFile(join(confDir, `${name}${backupSuffix}`))
    if (text !== null) return text.toString('utf8')
  }
  return null
}

/** The conf itself stays in force until ours is in its place. */
async function keep(confDir: string, { name, text }: FoundConf): Promise<void> {
  const path = join(confDir, `${name}${backupSuffix}`)
  await placeFile({ path, content: Buffer.from(reviveConf(text)), mode: 0o600 })
}
