import { randomUUID } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { PodRef } from '../../domain/decision.ts'
import { AgentApi, fetchOverSocket } from '../../lab/agent-api.ts'
import { startAgent, type AgentProcess } from '../../lab/agent-process.ts'
import { cniEnvironment, cniStdin, type Sandbox } from '../../lab/cni-call.ts'
import { labPathsOf, newLabId } from '../../lab/lab-home.ts'
import { labNames } from '../../lab/lab-id.ts'
import { labNetworks } from '../../lab/lab-networks.ts'
import { genieConfOf, layGround } from '../../lab/lay-ground.ts'
import { missingForLab } from '../../lab/missing-for-lab.ts'
import { readOptions } from '../../lab/options.ts'
import { PodRuntime, type RunningPod } from '../../lab/pod-runtime.ts'
import { removeLab } from '../../lab/remove-lab.ts'
import { runCommand } from '../../lab/run-command.ts'
import { leftovers, labMark } from '../../lab/traces.ts'
import { Traffic } from '../../lab/traffic.ts'

const root = join(import.meta.dirname, '../..')
const { surroundings } = readOptions({ ...process, argv: [] }, root)

/** Why there can be no real node on this machine, as words for the name of a suite; empty if there can. */
export const noRealNode = await missingForLab(surroundings).then((missing) =>
  missing === null ? '' : ` (skipped: ${missing})`,
)

type Annotations = Readonly<Record<string, string>>

/** A node of the lab for end-to-end tests: real namespaces, real delegates, the real plugin and the real agent. */
export class RealNode {
  readonly #id = newLabId()
  readonly #names = labNames(this.#id)
  readonly paths = labPathsOf(this.#id)
  readonly #env = { PATH: process.env['PATH'] ?? '', [labMark]: this.#id }
  readonly #agentEnv: Readonly<Record<string, string>>
  readonly api = new AgentApi(this.paths.httpSocket)
  readonly traffic = new Traffic(this.#names.fabric, this.#env)
  readonly runtime: PodRuntime
  #agent: AgentProcess | undefined

  /** The network namespace that is the node. */
  get nodeNamespace(): string {
    return this.#names.node
  }

  /** Settings of the agent beyond the lab's; `$dir` in them is the node's directory. */
  constructor(agentEnv: Readonly<Record<string, string>> = {}) {
    this.#agentEnv = Object.fromEntries(
      Object.entries(agentEnv).map(([name, value]) => [name, value.replace('$dir', this.paths.dir)]),
    )
    this.runtime = new PodRuntime({
      node: this.#names.node,
      nameOfPod: this.#names.pod,
      plugin: `${root}/dist/genie`,
      conf: genieConfOf(this.#id),
      delegateDir: surroundings.delegateDir,
      env: this.#env,
    })
  }

  /** The network namespace that stands for the node. */
  get namespace(): string {
    return this.#names.node
  }

  /** The environment that marks a process as one of this node, which ends with it. */
  get env(): Readonly<Record<string, string>> {
    return this.#env
  }

  async open(): Promise<void> {
    await layGround(this.#id, labNetworks)
    await this.startAgent()
  }

  async startAgent(): Promise<void> {
    this.#agent = await startAgent({
      paths: this.paths,
      root,
      namespace: this.#names.node,
      nodeName: 'genie-node',
      env: { ...this.#env, ...this.#agentEnv },
    })
  }

  async stopAgent(): Promise<void> {
    await this.#agent?.stop()
  }

  /** Removes the node, and holds that nothing is left of it. */
  async close(): Promise<void> {
    await this.stopAgent()
    await removeLab(this.#id)
    expect(await leftovers(this.#id)).toEqual([])
  }

  /** A pod that nobody has seen before. */
  podRef(name: string): PodRef {
    return { namespace: 'e2e', name, uid: randomUUID() }
  }

  /** The names of the journal's files. */
  journal(): readonly string[] {
    return readdirSync(join(this.paths.stateDir, 'journal'))
  }

  /** The addresses that a network has given away. */
  addressesOf(network: string): readonly string[] {
    const directory = join(this.paths.ipamDir, network)
    return existsSync(directory) ? readdirSync(directory).filter((name) => /^\d+(\.\d+){3}$/.test(name)) : []
  }

  /** Attaches a pod, looks at it, takes it away again whatever the look finds, and holds that nothing is left. */
  async withPod(annotations: Annotations, look: (pod: RunningPod) => Promise<void>): Promise<void> {
    const pod = await this.runtime.add(this.podRef('pod'), annotations)
    try {
      await look(pod)
    } finally {
      await this.runtime.remove(pod, annotations)
    }
    expect(this.journal()).toEqual([])
    expect(labNetworks.flatMap(({ name }) => this.addressesOf(name))).toEqual([])
  }

  /** What `ip` says inside a pod's namespace, as JSON. */
  async ip<T>(namespace: string, ...args: readonly string[]): Promise<T> {
    return JSON.parse((await runCommand(['ip', '-n', namespace, '-j', ...args])) || '[]') as T
  }

  /** The interfaces of a pod's namespace with their IPv4 addresses, loopback left out. */
  async interfacesOf(namespace: string): Promise<Record<string, string[]>> {
    const links = await this.ip<{ ifname: string; addr_info: { local: string }[] }[]>(
      namespace,
      '-4',
      'address',
    )
    const own = links.filter(({ ifname }) => ifname !== 'lo')
    return Object.fromEntries(
      own.map(({ ifname, addr_info: list }) => [ifname, list.map(({ local }) => local)]),
    )
  }

  /** What the agent tells of a pod: the annotations that a cluster would find on it. */
  async podStatus({ namespace, name }: PodRef): Promise<{ annotations: Record<string, string> }> {
    const { body } = await fetchOverSocket(this.paths.httpSocket, `/api/v1/pods/${namespace}/${name}`)
    return JSON.parse(body) as { annotations: Record<string, string> }
  }

  /** Calls the plugin as a runtime does; more members of its conf beyond the annotations. Returns what it printed. */
  call(
    command: string,
    sandbox: Sandbox,
    members: object = {},
    annotations: Annotations = {},
  ): Promise<string> {
    return runCommand(['ip', 'netns', 'exec', this.#names.node, `${root}/dist/genie`], {
      env: {
        ...this.#env,
        ...cniEnvironment('ADD', sandbox, true),
        CNI_COMMAND: command,
        CNI_PATH: `${root}/dist:${surroundings.delegateDir}`,
      },
      input: cniStdin({ ...genieConfOf(this.#id), ...members }, annotations),
    })
  }
}
