import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import type { AttachmentRecord } from '../domain/attachment-record.ts'
import { printRecord } from '../journal/record-file.ts'

/** The networks of the measured node: named like nothing that a machine has. */
export const benchNetworks = ['genie-alpha', 'genie-beta', 'genie-gamma', 'genie-delta'] as const

/** What the agent is told in its environment. */
interface AgentEnvironment extends NodeJS.ProcessEnv {
  readonly GENIE_SOCKET: string
}

/**
 * Lays confs and a journal below `directory`, and answers the environment of an agent that lives there. No interface
 * of the journal exists: what an agent spends on reading their counters is not in its figures.
 */
export async function layAgentGround(directory: string, records: number): Promise<AgentEnvironment> {
  const [confDir, journalDir] = [join(directory, 'net.d'), join(directory, 'state/journal')]
  await mkdir(journalDir, { recursive: true })
  await layConfs(confDir)
  for (let number = 0; number < records; number += 1) {
    const record = recordOf(number)
    await writeFile(
      join(journalDir, `${record.containerId}@${record.ifname}.json`),
      printRecord(record, checksum),
    )
  }
  return {
    GENIE_SOCKET: join(directory, 'agent.sock'),
    GENIE_CONF_DIR: confDir,
    GENIE_STATE_DIR: join(directory, 'state'),
    GENIE_DB: join(directory, 'genie.db'),
    GENIE_HTTP: `unix:${join(directory, 'http.sock')}`,
    GENIE_LOG_LEVEL: 'error',
    // Its pods never had namespaces: a sweep would run real plugins for them.
    GENIE_PLUGIN: 'none',
  }
}

/** Lays the confs of the networks; of the last one the addresses are given by `lastIpam`, if that is told. */
export async function layConfs(confDir: string, lastIpam?: object): Promise<void> {
  await mkdir(confDir, { recursive: true })
  for (const [index, name] of benchNetworks.entries()) {
    const ipam = index === benchNetworks.length - 1 ? lastIpam : undefined
    await writeFile(join(confDir, `10-${name}.conflist`), conflistOf(name, index, ipam))
  }
}

const checksum = (text: string) => crc32(text).toString(16).padStart(8, '0')

function conflistOf(name: string, index: number, ipam: object = hostLocal(index)): string {
  const bridge = { type: 'bridge', bridge: `genie-nb${String(index)}`, isGateway: true, ipam }
  const portmap = { type: 'portmap', capabilities: { portMappings: true } }
  return JSON.stringify({ cniVersion: '1.0.0', name, plugins: [bridge, portmap] })
}

function hostLocal(index: number): object {
  return { type: 'host-local', ranges: [[{ subnet: `10.${String(200 + index)}.0.0/16` }]] }
}

function recordOf(number: number): AttachmentRecord {
  const index = number % benchNetworks.length
  const network = benchNetworks[index] ?? ''
  const netns = `/run/netns/genie-bench-${String(number)}`
  const interfaces = [
    { name: `genie-nb${String(index)}` },
    { name: `genie-v${String(number)}` },
    { name: 'eth0', sandbox: netns },
  ]
  return {
    version: 2,
    state: 'done',
    containerId: String(number).padStart(64, '0'),
    ifname: 'eth0',
    netns,
    bootId: '',
    cniPath: '/opt/cni/bin',
    cniArgs: `K8S_POD_NAMESPACE=default;K8S_POD_NAME=old-${String(number)}`,
    podNamespace: 'default',
    podName: `old-${String(number)}`,
    podUid: `old-uid-${String(number)}`,
    decision: null,
    attachments: [
      {
        network,
        ifname: 'eth0',
        nad: null,
        conflist: conflistOf(network, index),
        runtimeConfig: null,
        cniArgs: null,
        result: JSON.stringify({
          cniVersion: '1.0.0',
          interfaces,
          ips: [{ address: `10.${String(200 + index)}.0.${String(number + 2)}/16`, interface: 2 }],
        }),
      },
    ],
  }
}
