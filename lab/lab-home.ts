import { randomInt } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { stringify } from 'yaml'
import type { NetworkSettingsFile } from '../domain/network-settings.ts'
import { labIdOf, labNames, type LabId } from './lab-id.ts'
import { processOwner } from './process-owner.ts'

/** The files of one lab, all below one directory. */
export interface LabPaths {
  readonly dir: string
  readonly confDir: string
  readonly stateDir: string
  /** Where host-local keeps which address is whose. */
  readonly ipamDir: string
  /** Where the plugin asks. */
  readonly agentSocket: string
  /** Where page and API are. */
  readonly httpSocket: string
  readonly database: string
  /** The operator's settings of networks. */
  readonly settings: string
  readonly agentLog: string
}

/** An id of this process that no other lab has. */
export const newLabId = (): LabId => labIdOf(processOwner(process.pid), randomInt(0x10000))

/** Where the files of a lab are. Short enough for a unix socket's 107 bytes, hence not below TMPDIR. */
export function labPathsOf(id: LabId): LabPaths {
  return pathsIn(labNames(id).dir)
}

/** The same of one of several nodes, and the directory by which they know each other. */
export function nodePathsOf(id: LabId, index: number): LabPaths & { readonly peerDir: string } {
  const { dir } = labNames(id)
  return { ...pathsIn(`${dir}/n${index}`), peerDir: `${dir}/peers` }
}

function pathsIn(dir: string): LabPaths {
  return {
    dir,
    confDir: `${dir}/net.d`,
    stateDir: `${dir}/state`,
    ipamDir: `${dir}/ipam`,
    agentSocket: `${dir}/agent.sock`,
    httpSocket: `${dir}/http.sock`,
    database: `${dir}/genie.db`,
    settings: `${dir}/networks.yaml`,
    agentLog: `${dir}/agent.log`,
  }
}

/** What the operator of a node writes down: a conf per file name, and the settings of the networks. */
export interface NodeFiles {
  readonly confs: Readonly<Record<string, object>>
  readonly settings: NetworkSettingsFile
}

/** Makes the directories, for the owner's eyes only, and writes confs and settings. */
export async function writeLabHome(paths: LabPaths, { confs, settings }: NodeFiles): Promise<void> {
  await mkdir(paths.dir, { mode: 0o700, recursive: true })
  for (const dir of [paths.confDir, paths.stateDir, paths.ipamDir]) await mkdir(dir, { mode: 0o700 })
  for (const [name, conf] of Object.entries(confs))
    await writeFile(`${paths.confDir}/${name}`, JSON.stringify(conf, null, 2))
  await writeFile(paths.settings, stringify(settings))
}
