import { copyFile, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { vi } from 'vitest'
import { AgentApi, fetchOverSocket } from '../../../lab/agent-api.ts'
import { containerdConfig } from './containerd-config.ts'
import { CriClient, type SandboxConfig } from './cri-client.ts'
import { MachineApart, type ProcessInside } from './machine-apart.ts'
import { confVersion } from './no-containerd.ts'
import { nodeConfs, type NodeConfs } from './node-confs.ts'
import { runtimeCalls, type RuntimeCall } from './runtime-calls.ts'
import { sandboxImage, sandboxImageArchive } from './sandbox-image.ts'

const root = join(import.meta.dirname, '../../..')
const delegateDir = '/usr/lib/cni'

/** What differs from an ordinary node. */
export interface NodeOptions {
  /** The files of the conf dir. */
  readonly confs?: (dir: string, cniVersion: string) => NodeConfs
  /** Settings of the agent beyond the usual ones, or instead; `$dir` is the node's directory. */
  readonly agentEnv?: Readonly<Record<string, string | undefined>>
  /** What is to be there before containerd and the agent start. */
  readonly prepare?: (machine: MachineApart) => Promise<void>
}

/** A node whose pods a real containerd runs, on a machine apart, with the built plugin and the agent. */
export class ContainerdNode implements AsyncDisposable {
  readonly machine: MachineApart
  readonly cri: CriClient
  readonly api: AgentApi
  readonly #agentEnv: NonNullable<NodeOptions['agentEnv']>
  #containerd: ProcessInside | undefined
  #agent: ProcessInside | undefined
  #pods = 0

  private constructor(machine: MachineApart, agentEnv: NonNullable<NodeOptions['agentEnv']>) {
    this.machine = machine
    this.cri = new CriClient(machine.at('cri.sock'))
    this.api = new AgentApi(machine.at('http.sock'))
    this.#agentEnv = agentEnv
  }

  static async open(options: NodeOptions = {}): Promise<ContainerdNode> {
    const node = new ContainerdNode(await MachineApart.open(), options.agentEnv ?? {})
    try {
      await node.#layGround(options.confs ?? nodeConfs)
      await options.prepare?.(node.machine)
      await Promise.all([node.startContainerd().then(() => node.#importImage()), node.startAgent()])
      return node
    } catch (error) {
      await node[Symbol.asyncDispose]()
      throw error
    }
  }

  async startContainerd(): Promise<void> {
    const command = ['containerd', '--config', this.machine.at('containerd.toml'), '--log-level', 'warn']
    this.#containerd = await this.machine.start('containerd', command)
    await this.#until('containerd', this.#containerd, () => this.cri.version().then(() => true))
  }

  async endContainerd(signal: 'TERM' | 'KILL'): Promise<void> {
    await this.#containerd?.end(signal)
  }

  async startAgent(): Promise<void> {
    const at = (name: string) => this.machine.at(name)
    this.#agent = await this.machine.start('agent', [process.execPath, `${root}/dist/agent/main.mjs`], {
      NODE_NAME: 'genie-node',
      GENIE_SOCKET: at('agent.sock'),
      GENIE_CONF_DIR: at('net.d'),
      GENIE_STATE_DIR: at('state'),
      GENIE_DB: at('genie.db'),
      GENIE_HTTP: `unix:${at('http.sock')}`,
      GENIE_NAD_DIR: at('nads'),
      GENIE_PLUGIN: at('bin/genie-itself'),
      GENIE_POLL: '*/1 * * * * *',
      ...Object.fromEntries(
        Object.entries(this.#agentEnv).map(([name, value]) => [
          name,
          value?.replace('$dir', this.machine.dir),
        ]),
      ),
    })
    const isReady = async () => (await fetchOverSocket(at('http.sock'), '/readyz')).status === 200
    await this.#until('agent', this.#agent, isReady)
  }

  async endAgent(signal: 'TERM' | 'KILL'): Promise<void> {
    await this.#agent?.end(signal)
  }

  /** A pod that nobody has seen before. */
  pod(name: string, annotations: Readonly<Record<string, string>> = {}): SandboxConfig {
    const uid = `00000000-0000-4000-8000-${String(++this.#pods).padStart(12, '0')}`
    return {
      ...{ name: `${name}-${this.#pods}`, namespace: 'default', uid },
      annotations,
      cgroup: this.machine.cgroup,
    }
  }

  /** As a kubelet ends a pod. */
  async end(id: string): Promise<void> {
    await this.cri.stop(id)
    await this.cri.remove(id)
  }

  /** What the runtime has asked of the plugin for that container. */
  async calls(containerId: string): Promise<readonly RuntimeCall[]> {
    const calls = await runtimeCalls(this.machine.at('calls'))
    return calls.filter((call) => call.containerId === containerId)
  }

  /** The interfaces in a sandbox with their IPv4 addresses, loopback left out. */
  async interfaces(id: string): Promise<Record<string, string[]>> {
    const [add] = await this.calls(id)
    const listed = await this.machine.run([
      'nsenter',
      `--net=${add?.netns ?? ''}`,
      'ip',
      '-j',
      '-4',
      'address',
    ])
    const links = JSON.parse(listed) as { ifname: string; addr_info: { local: string }[] }[]
    return Object.fromEntries(
      links
        .filter(({ ifname }) => ifname !== 'lo')
        .map(({ ifname, addr_info: list }) => [ifname, list.map(({ local }) => local)]),
    )
  }

  /** What pods have left: records of the journal, addresses, links of the host side, sandboxes. */
  async leftovers(): Promise<readonly string[]> {
    const journal = await readdir(this.machine.at('state/journal')).catch(() => [])
    const ipam = await readdir(this.machine.at('ipam'), { recursive: true }).catch(() => [])
    const links = await this.machine.run(['ip', '-br', 'link', 'show', 'type', 'veth'])
    const namespaces = await readdir(this.machine.at('run/io.containerd.grpc.v1.cri/netns')).catch(() => [])
    return [
      ...journal,
      ...ipam.filter((name) => /\/\d+(\.\d+){3}$/.test(name)),
      ...links.split('\n').filter((line) => line !== '' && !line.startsWith('genie-')),
      ...namespaces,
      ...(await this.cri.list()),
    ]
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.machine[Symbol.asyncDispose]()
  }

  async #layGround(confs: (dir: string, cniVersion: string) => NodeConfs): Promise<void> {
    const at = (name: string) => this.machine.at(name)
    for (const name of ['calls', 'nads', 'ipam']) await mkdir(at(name))
    for (const name of await readdir(delegateDir)) await symlink(join(delegateDir, name), at(`bin/${name}`))
    await copyFile(join(root, 'dist/genie'), at('bin/genie-itself'))
    await copyFile(join(import.meta.dirname, 'spying-plugin.sh'), at('bin/genie'))
    for (const [name, conf] of Object.entries(confs(this.machine.dir, confVersion())))
      await writeFile(at(`net.d/${name}`), JSON.stringify(conf))
    const paths = { root: at('root'), state: at('run'), socket: at('cri.sock') }
    const dirs = { confDir: at('net.d'), binDir: at('bin') }
    await writeFile(at('containerd.toml'), containerdConfig({ ...paths, ...dirs }, sandboxImage))
    await writeFile(at('image.tar'), sandboxImageArchive(await readFile('/bin/busybox')))
    const uplink = ['name', 'genie-up', 'type', 'veth', 'peer', 'name', 'genie-out']
    await this.machine.run(['ip', 'link', 'add', ...uplink])
    for (const end of ['genie-up', 'genie-out']) await this.machine.run(['ip', 'link', 'set', end, 'up'])
  }

  async #importImage(): Promise<void> {
    for (const namespace of ['k8s.io', 'default'])
      await this.ctr(['--namespace', namespace, 'images', 'import', this.machine.at('image.tar')])
    await rm(this.machine.at('image.tar'))
  }

  /** Runs containerd's own client. */
  ctr(args: readonly string[]): Promise<string> {
    return this.machine.run(['ctr', '--address', this.machine.at('cri.sock'), ...args])
  }

  async #until(name: string, program: ProcessInside, isReady: () => Promise<boolean>): Promise<void> {
    const looks = async () => {
      if (program.hasEnded)
        throw new Error(`Cannot start ${name}, its log says: ${await this.machine.log(name)}`)
      return isReady().catch(() => false)
    }
    await vi.waitUntil(looks, { timeout: 20_000, interval: 50 })
  }
}
