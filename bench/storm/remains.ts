import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { crc32 } from 'node:zlib'
import type { AttachmentRecord } from '../../domain/attachment-record.ts'
import { parseRecord } from '../../journal/record-file.ts'
import type { LabPaths } from '../../lab/lab-home.ts'
import { labNetworks } from '../../lab/lab-networks.ts'
import { runCommand } from '../../lab/run-command.ts'

/** What is left on a node when all of its pods are gone: how many of each. */
export interface Left {
  readonly addresses: number
  readonly veths: number
  readonly namespaces: number
  readonly journal: number
  readonly locks: number
}

const entries = (directory: string): Promise<string[]> => readdir(directory).catch(() => [])

/** The record of a container's eth0; null if there is none, or it is damaged. */
export async function recordOf(
  { stateDir }: LabPaths,
  containerId: string,
): Promise<AttachmentRecord | null> {
  const path = join(stateDir, 'journal', `${containerId}@eth0.json`)
  const text = await readFile(path, 'utf8').catch(() => '')
  return parseRecord(text, (part) => crc32(part).toString(16).padStart(8, '0'))
}

/** The files of one container in the journal, and its addresses, one line each. */
export async function remainsOf(paths: LabPaths, containerId: string): Promise<string[]> {
  const files = await entries(join(paths.stateDir, 'journal'))
  const addresses = await givenAddresses(paths)
  return [
    ...files.filter((name) => name.startsWith(`${containerId}@`)).map((name) => `journal file ${name}`),
    ...addresses.filter(({ owner }) => owner === containerId).map(({ address }) => `address ${address}`),
  ]
}

/** Counts what is left. @param nameOfPod begins the names of all pods' namespaces */
export async function countLeft(paths: LabPaths, node: string, nameOfPod: string): Promise<Left> {
  const veths = await settledVeths(node)
  const namespaces = (await entries('/run/netns')).filter((name) => name.startsWith(nameOfPod))
  return {
    addresses: (await givenAddresses(paths)).length,
    veths,
    namespaces: namespaces.length,
    journal: (await entries(join(paths.stateDir, 'journal'))).length,
    locks: (await entries(join(paths.stateDir, 'locks'))).length,
  }
}

/** What host-local has given away: a file for each address, whose first line is the container. */
async function givenAddresses({ ipamDir }: LabPaths): Promise<{ address: string; owner: string }[]> {
  const found: { address: string; owner: string }[] = []
  for (const network of await entries(ipamDir))
    for (const address of await entries(join(ipamDir, network))) {
      if (!/^\d+(\.\d+){3}$/.test(address)) continue
      const text = await readFile(join(ipamDir, network, address), 'utf8').catch(() => null)
      if (text !== null) found.push({ address, owner: text.split(/\s/)[0] ?? '' })
    }
  return found
}

/** The veths of pods in the node; the kernel takes a while to remove those of namespaces that are gone. */
async function settledVeths(node: string): Promise<number> {
  const uplinks = labNetworks.map(({ uplink }) => uplink)
  for (let tries = 0; ; tries++) {
    const printed = await runCommand(['ip', '-n', node, '-j', 'link', 'show', 'type', 'veth'])
    const links = JSON.parse(printed || '[]') as { ifname: string }[]
    const veths = links.filter(({ ifname }) => !uplinks.includes(ifname)).length
    if (veths === 0 || tries === 60) return veths
    await delay(50)
  }
}
