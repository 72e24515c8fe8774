import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checksum } from '../../collector/journal/checksum.ts'
import type { AttachmentRecord } from '../../domain/attachment-record.ts'
import { parseRecord } from '../../journal/record-file.ts'
import { fetchOverSocket } from '../../lab/agent-api.ts'
import { AgentUnderTest } from './agent-under-test.ts'
import { Leases } from './leases.ts'
import { PluginHost, type PluginOutcome } from './plugin-host.ts'
import { product } from './product.ts'

/** Settings of an agent; one that is undefined is left out. */
export type AgentSettings = Readonly<Record<string, string | undefined>>

/** Where agent and plugin keep what they know, if not in the node's directory, and what starts them there. */
export interface Ground {
  readonly through: readonly string[]
  /** What starts the agent alone, in its place. */
  readonly agentThrough?: readonly string[]
  readonly stateDir: string
}

/** What a runtime knows of a pod's sandbox. */
export interface Sandbox {
  readonly pod: string
  /** Of the pod, as its UID is; `default` and one made of its name if left out. */
  readonly namespace?: string
  readonly uid?: string
  readonly containerId: string
  /** Handed over by the runtime; undefined if it is one that does not. */
  readonly annotations?: Readonly<Record<string, string>>
}

/**
 * A node that can bear many pods at once: the plugin and the agent are processes, and its two networks, alpha and beta,
 * have a delegate that only takes a lease.
 */
export class LoadedNode implements AsyncDisposable {
  readonly leases: Leases
  readonly #directory: string
  readonly #settings: AgentSettings
  readonly #ground: Ground
  #agent: AgentUnderTest

  private constructor(
    directory: string,
    leases: Leases,
    settings: AgentSettings,
    ground: Ground,
    agent: AgentUnderTest,
  ) {
    this.#directory = directory
    this.#settings = settings
    this.#ground = ground
    this.leases = leases
    this.#agent = agent
  }

  /** Opens one whose agent has these settings beside the usual ones. */
  static async open(settings: AgentSettings = {}, elsewhere?: Ground): Promise<LoadedNode> {
    const directory = await mkdtemp(join(tmpdir(), 'genie-loaded-'))
    for (const name of ['bin', 'net.d', 'pods']) await mkdir(join(directory, name))
    for (const name of ['alpha', 'beta']) {
      const conf = { cniVersion: '1.0.0', name, type: 'lease' }
      await writeFile(join(directory, `net.d/10-${name}.conf`), JSON.stringify(conf))
    }
    const leases = await Leases.install(join(directory, 'bin'))
    const ground = elsewhere ?? { through: [], stateDir: join(directory, 'state') }
    const agent = await startAgent(directory, settings, ground)
    return new LoadedNode(directory, leases, settings, ground, agent)
  }

  get agent(): AgentUnderTest {
    return this.#agent
  }

  at(name: string): string {
    return join(this.#directory, name)
  }

  /** Another agent takes over, as in an upgrade of its pod. */
  async restartAgent(): Promise<void> {
    await this.#agent.stop()
    await this.startAgent()
  }

  /** Another agent starts, as after a crash. */
  async startAgent(): Promise<void> {
    this.#agent = await startAgent(this.#directory, this.#settings, this.#ground)
  }

  /** What the agent is to know of a pod whose runtime hands nothing over. */
  async setManifest(pod: string, annotations: Readonly<Record<string, string>>): Promise<void> {
    const source = this.at(`new-${pod}`)
    await writeFile(source, JSON.stringify({ kind: 'Pod', metadata: { name: pod, annotations } }))
    await rename(source, this.at(`pods/${pod}.yaml`))
  }

  /** Calls the plugin as a runtime does. */
  call(command: string, sandbox: Sandbox, plugin: string = product.command[0]): Promise<PluginOutcome> {
    const { pod, containerId, namespace = 'default', uid = `uid-of-${pod}` } = sandbox
    const [program, ...args] = [...this.#ground.through, plugin]
    const child = spawn(program, args, {
      env: {
        CNI_COMMAND: command,
        CNI_CONTAINERID: containerId,
        CNI_NETNS: `/proc/${process.pid}/ns/net`,
        CNI_IFNAME: 'eth0',
        CNI_PATH: this.at('bin'),
        CNI_ARGS: `K8S_POD_NAMESPACE=${namespace};K8S_POD_NAME=${pod};K8S_POD_UID=${uid}`,
        PATH: process.env['PATH'],
      },
    })
    child.stdin.on('error', () => undefined).end(JSON.stringify(this.#conf(sandbox)))
    return PluginHost.outcomeOf(child)
  }

  /** Calls it for all of them at once. */
  callAll(command: string, sandboxes: readonly Sandbox[]): Promise<readonly PluginOutcome[]> {
    return Promise.all(sandboxes.map((sandbox) => this.call(command, sandbox)))
  }

  /** The API's answer. */
  async get<T>(path: string): Promise<T> {
    const { status, body } = await fetchOverSocket(this.at('http.sock'), path)
    if (status !== 200) throw new Error(`Cannot get ${path}: ${status} ${body}`)
    return JSON.parse(body) as T
  }

  /** The journal's record of a container, or null if there is none that is whole. */
  async record(containerId: string): Promise<AttachmentRecord | null> {
    const path = this.at(`state/journal/${containerId}@eth0.json`)
    return parseRecord(await readFile(path, 'utf8').catch(() => ''), checksum)
  }

  /** The names of the plugin's files, sorted. */
  async state(): Promise<readonly string[]> {
    const directories = ['journal', 'locks'].map((name) => readdir(this.at(`state/${name}`)).catch(() => []))
    return (await Promise.all(directories)).flat().sort()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#agent.stop()
    await rm(this.#directory, { recursive: true, force: true })
  }

  #conf({ annotations }: Sandbox): object {
    return {
      cniVersion: '1.0.0',
      name: 'genie',
      type: 'genie',
      genie: { socket: this.at('agent.sock'), stateDir: this.#ground.stateDir, confDir: this.at('net.d') },
      ...(annotations && { runtimeConfig: { 'io.kubernetes.cri.pod-annotations': annotations } }),
    }
  }
}

function startAgent(directory: string, settings: AgentSettings, ground: Ground): Promise<AgentUnderTest> {
  const at = (name: string) => join(directory, name)
  const env = {
    PATH: process.env['PATH'],
    GENIE_SOCKET: at('agent.sock'),
    GENIE_CONF_DIR: at('net.d'),
    GENIE_STATE_DIR: ground.stateDir,
    GENIE_DB: at('genie.db'),
    GENIE_POD_DIR: at('pods'),
    GENIE_POLL: '* * * * * *',
    GENIE_LOG_LEVEL: 'silent',
    NODE_NAME: 'genie-node',
    ...settings,
  }
  return AgentUnderTest.start(env, at('http.sock'), ground.agentThrough ?? ground.through)
}
