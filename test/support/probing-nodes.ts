import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { NetworkSample } from '../../domain/network-sample.ts'
import type { ProbeReport } from '../../domain/probe-exchange.ts'
import { AgentApi, fetchOverSocket } from '../../lab/agent-api.ts'
import type { AgentProcess } from '../../lab/agent-process.ts'
import { newLabId, nodePathsOf } from '../../lab/lab-home.ts'
import { labNames } from '../../lab/lab-id.ts'
import { labNetworks } from '../../lab/lab-networks.ts'
import { genieConfIn } from '../../lab/lay-ground.ts'
import { missingForLab } from '../../lab/missing-for-lab.ts'
import { laySeveralGrounds, startNodeAgent } from '../../lab/open-several-nodes.ts'
import { readOptions } from '../../lab/options.ts'
import { PodRuntime } from '../../lab/pod-runtime.ts'
import { removeLab } from '../../lab/remove-lab.ts'
import { runCommand } from '../../lab/run-command.ts'
import { labMark, leftovers } from '../../lab/traces.ts'
import { Traffic } from '../../lab/traffic.ts'

const root = join(import.meta.dirname, '../..')
const { node: options, surroundings } = readOptions({ ...process, argv: [] }, root)
const missing = await missingForLab(surroundings)
const built = existsSync(`${root}/dist/genie-probe`)
  ? null
  : 'dist/genie-probe is missing: run npm run build:probe'

/** Why there can be no probing nodes on this machine, as words for the name of a suite; empty if there can. */
export const noProbingNodes = missing !== null || built !== null ? ` (skipped: ${missing ?? built})` : ''

/** Several nodes of the lab with probes on, as separate agents, for end-to-end tests. */
export class ProbingNodes {
  readonly id = newLabId()
  readonly names = labNames(this.id)
  readonly traffic = new Traffic(this.names.fabric, this.#env)
  readonly #agents = new Map<number, AgentProcess>()
  readonly #count: number

  constructor(count: number) {
    this.#count = count
  }

  get indexes(): readonly number[] {
    return Array.from({ length: this.#count }, (_, index) => index)
  }

  async open(): Promise<void> {
    await laySeveralGrounds(this.id, labNetworks, this.#count)
    for (const index of this.indexes) await this.start(index)
  }

  async start(index: number, env: Readonly<Record<string, string>> = {}): Promise<void> {
    this.#agents.set(index, await startNodeAgent(this.id, index, options, env))
  }

  async stop(index: number): Promise<void> {
    await this.#agents.get(index)?.stop()
  }

  /** Kills a node's agent as the kernel does when memory is short. */
  async kill(index: number): Promise<void> {
    for (const pid of (await runCommand(['ip', 'netns', 'pids', this.names.nodeOf(index)])).split('\n'))
      if (pid !== '') process.kill(Number(pid), 'SIGKILL')
    await this.stop(index)
  }

  paths(index: number) {
    return nodePathsOf(this.id, index)
  }

  /** What a node's agent shows of its networks. */
  async samples(index: number): Promise<Record<string, NetworkSample | null>> {
    const { networks } = await new AgentApi(this.paths(index).httpSocket).networks()
    return Object.fromEntries(networks.map(({ name, sample }) => [name, sample]))
  }

  /** What a node's agent tells of its probes. */
  async probes(index: number): Promise<{ probes: ProbeReport | null }> {
    const { body } = await fetchOverSocket(this.paths(index).httpSocket, '/api/v1/probes')
    return JSON.parse(body) as { probes: ProbeReport | null }
  }

  /** Attaches a pod on a node. */
  runtime(index: number): PodRuntime {
    return new PodRuntime({
      node: this.names.nodeOf(index),
      nameOfPod: (number) => this.names.pod(1_000 * index + number),
      plugin: `${root}/dist/genie`,
      conf: genieConfIn(this.paths(index)),
      delegateDir: options.delegateDir,
      env: this.#env,
    })
  }

  /** The names of a journal's files. */
  journal(index: number): readonly string[] {
    const directory = join(this.paths(index).stateDir, 'journal')
    return existsSync(directory) ? readdirSync(directory).toSorted() : []
  }

  /** The addresses that a node has given away, of all networks or of one. */
  addresses(index: number, network?: string): readonly string[] {
    const { ipamDir } = this.paths(index)
    const networks = labNetworks.filter(({ name }) => network === undefined || name === network)
    return networks.flatMap(({ name }) => {
      const directory = join(ipamDir, name)
      return existsSync(directory)
        ? readdirSync(directory).filter((file) => /^\d+(\.\d+){3}$/.test(file))
        : []
    })
  }

  /** Bytes that a node has sent by its uplinks so far, headers of Ethernet not counted. */
  async sentBytes(index: number): Promise<number> {
    const links = JSON.parse(
      await runCommand(['ip', '-n', this.names.nodeOf(index), '-s', '-json', 'link']),
    ) as { ifname: string; stats64: { tx: { bytes: number; packets: number } } }[]
    const uplinks = links.filter(({ ifname }) => ifname.startsWith('genie-up'))
    return uplinks.reduce((sum, { stats64 }) => sum + stats64.tx.bytes - 14 * stats64.tx.packets, 0)
  }

  /** Network namespaces of probes that there are now, of all nodes. */
  probeNamespaces(): readonly string[] {
    return readdirSync('/run/netns').filter((name) => name.startsWith(this.names.probePrefix))
  }

  log(index: number): string {
    return readFileSync(this.paths(index).agentLog, 'utf8')
  }

  /** Removes all of it, and holds that nothing is left. */
  async close(): Promise<void> {
    await this.traffic.stop()
    for (const index of this.indexes) await this.stop(index)
    await removeLab(this.id)
    expect(await leftovers(this.id)).toEqual([])
    expect(this.probeNamespaces()).toEqual([])
  }

  get #env(): Readonly<Record<string, string>> {
    return { PATH: process.env['PATH'] ?? '', [labMark]: this.id }
  }
}
