import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { isConfFile, readNetwork, type ConfFile } from '../pod-networks/read-network.ts'
import { messageOf } from '../service-kit/message-of.ts'
import { readPlainFile } from './plain-file.ts'

/** A file of the conf dir, and what it turned out to be. */
export interface FoundConf {
  readonly name: string
  readonly text: string
  readonly conf: ConfFile
}

/** All files of the conf dir that a runtime would read, in the order in which it does. */
export async function readConfFiles(confDir: string): Promise<readonly FoundConf[]> {
  const names = (await readdir(confDir)).filter(isConfFile).sort()
  return await Promise.all(names.map((name) => readOne(confDir, name)))
}

/** Whether it is a conf of our own type, ours or CNI-Genie's. */
export const isOwn = ({ conf }: FoundConf): boolean => conf.kind === 'own'

async function readOne(confDir: string, name: string): Promise<FoundConf> {
  const path = join(confDir, name)
  try {
    const text = (await readPlainFile(path))?.toString('utf8') ?? ''
    return { name, text, conf: readNetwork(path, text) }
  } catch (error) {
    return { name, text: '', conf: { kind: 'fault', message: messageOf(error) } }
  }
}
