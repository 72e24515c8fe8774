import { mkdir, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { checksum } from '../../collector/journal/checksum.ts'
import type { AttachmentRecord } from '../../domain/attachment-record.ts'
import { printRecord } from '../../journal/record-file.ts'

/** An interface as sysfs shows it. */
export interface FakeInterface {
  readonly ifindex?: number
  readonly rxBytes?: number
  readonly txBytes?: number
  readonly packets?: number
  readonly dropped?: number
  /** Mbit/s; an interface with it has a device behind it. */
  readonly speed?: number
  readonly ports?: readonly string[]
}

/** Directories laid out as the collector finds them on a node. */
export class CollectorTree {
  readonly sysDir: string
  readonly procDir: string
  readonly ipamDir: string
  readonly journalDir: string

  constructor(root: string) {
    this.sysDir = join(root, 'sys')
    this.procDir = join(root, 'proc')
    this.ipamDir = join(root, 'networks')
    this.journalDir = join(root, 'journal')
  }

  /** Makes an interface, or sets its counters anew. */
  async setInterface(name: string, facts: FakeInterface): Promise<void> {
    const directory = join(this.sysDir, 'class/net', name)
    const files = {
      ifindex: facts.ifindex ?? 2,
      'statistics/rx_bytes': facts.rxBytes ?? 0,
      'statistics/tx_bytes': facts.txBytes ?? 0,
      'statistics/rx_packets': facts.packets ?? 0,
      'statistics/tx_packets': 0,
      'statistics/rx_dropped': facts.dropped ?? 0,
      'statistics/tx_dropped': 0,
      speed: facts.speed ?? 10_000,
    }
    await rm(directory, { recursive: true, force: true })
    await mkdir(join(directory, 'statistics'), { recursive: true })
    for (const [file, figure] of Object.entries(files)) await writeFile(join(directory, file), `${figure}\n`)
    if (facts.speed !== undefined) await symlink('../../..', join(directory, 'device'))
    for (const port of facts.ports ?? []) await mkdir(join(directory, 'brif', port), { recursive: true })
  }

  async removeInterface(name: string): Promise<void> {
    await rm(join(this.sysDir, 'class/net', name), { recursive: true })
  }

  /** Notes addresses as host-local does, with the files it keeps beside them. */
  async lease(network: string, ...addresses: string[]): Promise<void> {
    await mkdir(join(this.ipamDir, network), { recursive: true })
    for (const name of ['lock', 'last_reserved_ip.0', ...addresses])
      await writeFile(join(this.ipamDir, network, name), 'c1\r\neth0')
  }

  /** Journals one attachment of one container; without a host interface it is still pending. */
  async attach(network: string, containerId: string, hostInterface: string | null): Promise<void> {
    const interfaces = [{ name: hostInterface }, { name: 'eth0', sandbox: `/run/netns/${containerId}` }]
    const result = hostInterface === null ? null : JSON.stringify({ cniVersion: '1.0.0', interfaces })
    const record: AttachmentRecord = {
      version: 2,
      state: result === null ? 'pending' : 'done',
      containerId,
      ifname: 'eth0',
      netns: `/run/netns/${containerId}`,
      bootId: '',
      cniArgs: '',
      cniPath: '',
      podNamespace: 'default',
      podName: containerId,
      podUid: containerId,
      decision: null,
      attachments: [
        {
          network,
          ifname: 'eth0',
          nad: null,
          conflist: '{"plugins":[{"type":"ptp"}]}',
          runtimeConfig: null,
          cniArgs: null,
          result,
        },
      ],
    }
    await this.journal(`${containerId}@eth0.json`, printRecord(record, checksum))
  }

  async journal(name: string, text: string): Promise<void> {
    await mkdir(this.journalDir, { recursive: true })
    await writeFile(join(this.journalDir, name), text)
  }
}
