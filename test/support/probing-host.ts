import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AgentApi, fetchOverSocket } from '../../lab/agent-api.ts'
import type { NetworkSample } from '../../domain/network-sample.ts'
import type { ProbeReport } from '../../domain/probe-exchange.ts'
import { usualPrefix } from '../../prober/probe-sandbox.ts'
import { clearLeftNamespaces } from './clear-left-namespaces.ts'

const root = join(import.meta.dirname, '../..')
const programs = [`${root}/dist/genie`, `${root}/dist/genie-probe`, `${root}/dist/prober/main.mjs`]
const delegates = ['bridge', 'host-local', 'loopback']
const missing = [...programs, ...delegates.map((name) => `/usr/lib/cni/${name}`)].find(
  (path) => !existsSync(path),
)

/** Why there can be no such host on this machine, as words for the name of a suite; empty if there can. */
export const noProbingHost =
  process.getuid?.() !== 0
    ? ' (skipped: it takes root)'
    : missing === undefined
      ? ''
      : ` (skipped: ${missing} is missing)`

/** What Debian's delegates are linked with. */
const libraries = ['/lib', '/lib64'].filter((path) => existsSync(path))

/** What the prober sees of the host: nothing else than these is there, and all at the places of a real node. */
const host = {
  bin: '/opt/cni/bin',
  conf: '/etc/cni/net.d',
  state: '/var/lib/cni/genie',
  run: '/run/genie',
  names: '/run/netns',
}

/**
 * The chart's way of probing: an agent that may not make attachments, and a prober beside it that runs the plugin with
 * the host's files, a directory tree, as its root. Mounts are of the prober's own mount namespace and go with it.
 */
export class ProbingHost {
  readonly tree = mkdtempSync(join(tmpdir(), 'genie-host-'))
  readonly #namespace = `genie-host-${process.pid}-net`
  readonly #children = new Map<string, ChildProcess>()

  /** @param networks names of bridges' networks, each a /24 of its own */
  open(networks: readonly string[]): void {
    clearLeftNamespaces('genie-host')
    execFileSync('ip', ['netns', 'add', this.#namespace])
    execFileSync('ip', ['-n', this.#namespace, 'link', 'set', 'lo', 'up'])
    for (const directory of [...Object.values(host), ...libraries, '/proc', '/sys', '/tmp'])
      mkdirSync(this.at(directory), { recursive: true })
    copyFileSync(`${root}/dist/genie`, this.at(`${host.bin}/genie`))
    for (const name of delegates) copyFileSync(`/usr/lib/cni/${name}`, this.at(`${host.bin}/${name}`))
    networks.forEach((name, index) => this.writeNetwork(name, index))
  }

  /** Writes the conf of a network, anew if it is there. */
  writeNetwork(name: string, index: number): void {
    const conf = {
      cniVersion: '1.0.0',
      name,
      plugins: [
        {
          type: 'bridge',
          bridge: `genie-br${index}`,
          ipam: { type: 'host-local', ranges: [[{ subnet: `10.84.${index}.0/24` }]] },
        },
      ],
    }
    writeFileSync(this.#confFile(name), JSON.stringify(conf))
  }

  removeNetwork(name: string): void {
    rmSync(this.#confFile(name))
  }

  #confFile = (name: string) => this.at(`${host.conf}/20-${name}.conflist`)

  /** A place of the host as tests see it. */
  at(path: string): string {
    return join(this.tree, path)
  }

  startAgent(env: Readonly<Record<string, string>> = {}): void {
    this.#start('agent', ['nsenter', `--net=/run/netns/${this.#namespace}`], `${root}/dist/agent/main.mjs`, {
      GENIE_SOCKET: this.at(`${host.run}/agent.sock`),
      GENIE_CONF_DIR: this.at(host.conf),
      GENIE_STATE_DIR: this.at(host.state),
      GENIE_DB: this.at('/agent.db'),
      GENIE_HTTP: `unix:${this.at('/http.sock')}`,
      GENIE_POLL: '*/2 * * * * *',
      GENIE_PROBES: 'on',
      GENIE_PROBER: `unix:${this.at(`${host.run}/prober.sock`)}`,
      GENIE_PEER_DIR: this.at('/peers'),
      ...env,
    })
  }

  /** Starts the prober with the settings of the chart; it sees the tree as `/host` is seen in its container. */
  startProber(env: Readonly<Record<string, string>> = {}): void {
    const mounts = [
      'mount --make-rprivate /sys',
      'mount -t sysfs genie /sys',
      `mount --rbind /proc ${this.at('/proc')}`,
      `mount --bind /sys ${this.at('/sys')}`,
      ...libraries.map((path) => `mount --bind ${path} ${this.at(path)}`),
      `mount --rbind /run/netns ${this.at('/run/netns')}`,
      `mount --make-rslave ${this.at('/run/netns')}`,
      'exec "$@"',
    ].join(' && ')
    const inside = [
      ...['nsenter', `--net=/run/netns/${this.#namespace}`],
      ...['unshare', '--mount', '--propagation', 'unchanged', 'sh', '-c', mounts, 'sh'],
    ]
    this.#start('prober', inside, `${root}/dist/prober/main.mjs`, {
      GENIE_PROBER: `unix:${this.at(`${host.run}/prober.sock`)}`,
      GENIE_PROBES: 'on',
      GENIE_HOST_ROOT: this.tree,
      GENIE_PLUGIN: `${host.bin}/genie`,
      GENIE_BIN_DIR: host.bin,
      GENIE_SOCKET: `${host.run}/agent.sock`,
      GENIE_CONF_DIR: host.conf,
      GENIE_STATE_DIR: host.state,
      GENIE_PROBE_PREFIX: this.prefix,
      ...env,
    })
  }

  /** How the names of its probes' namespaces begin. */
  readonly prefix = `${usualPrefix}${process.pid}-`

  /** The process that is the agent or the prober. */
  pid(name: 'agent' | 'prober'): number {
    return this.#children.get(name)?.pid ?? NaN
  }

  async end(name: 'agent' | 'prober', signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const child = this.#children.get(name)
    this.#children.delete(name)
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
    const closed = new Promise((resolve) => child.once('exit', resolve))
    child.kill(signal)
    const impatience = setTimeout(() => child.kill('SIGKILL'), 10_000)
    await closed
    clearTimeout(impatience)
  }

  async probes(): Promise<ProbeReport | null> {
    try {
      const { body } = await fetchOverSocket(this.at('/http.sock'), '/api/v1/probes')
      return (JSON.parse(body) as { probes: ProbeReport | null }).probes
    } catch {
      return null
    }
  }

  async samples(): Promise<Readonly<Record<string, NetworkSample | null>>> {
    const { networks } = await new AgentApi(this.at('/http.sock')).networks()
    return Object.fromEntries(networks.map(({ name, sample }) => [name, sample]))
  }

  /** Runs the plugin as the node's runtime does: with the host's files, in its network namespace. */
  callPlugin(command: string, conf: Readonly<Record<string, unknown>>): string {
    const genie = { socket: `${host.run}/agent.sock`, stateDir: host.state, confDir: host.conf }
    const inside = ['--target', String(this.pid('prober')), '--mount', '--net']
    return execFileSync('nsenter', [...inside, 'chroot', this.tree, `${host.bin}/genie`], {
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], CNI_COMMAND: command, CNI_PATH: host.bin },
      input: JSON.stringify({ cniVersion: '1.1.0', name: 'genie', type: 'genie', genie, ...conf }),
    })
  }

  namesIn = (path: string) => (existsSync(this.at(path)) ? readdirSync(this.at(path)) : [])

  /** Records of attachments. */
  journal = () => this.namesIn(`${host.state}/journal`).filter((name) => name.endsWith('.json'))

  /** Addresses that host-local has given away on a network. */
  addresses = (network: string) =>
    this.namesIn(`/var/lib/cni/networks/${network}`).filter((name) => /^\d+(\.\d+){3}$/.test(name))

  probeNamespaces = () => readdirSync('/run/netns').filter((name) => name.startsWith(this.prefix))

  /** Processes in the namespaces of probes. */
  probePrograms = (): readonly number[] =>
    this.probeNamespaces().flatMap((name) =>
      [...execFileSync('ip', ['netns', 'pids', name], { encoding: 'utf8' }).matchAll(/\d+/g)].map(Number),
    )

  async close(): Promise<void> {
    for (const name of ['agent', 'prober'] as const) await this.end(name)
    for (const pid of this.probePrograms()) process.kill(pid, 'SIGKILL')
    for (const name of [...this.probeNamespaces(), this.#namespace])
      execFileSync('ip', ['netns', 'delete', name])
    rmSync(this.tree, { recursive: true, force: true })
  }

  #start(
    name: string,
    before: readonly string[],
    program: string,
    env: Readonly<Record<string, string>>,
  ): void {
    const [file, ...args] = [...before, process.execPath, program]
    const child = spawn(file, args, {
      env: { PATH: process.env['PATH'], NODE_NAME: 'genie-host', GENIE_LOG_LEVEL: 'info', ...env },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => (this.log += text))
    this.#children.set(name, child)
  }

  /** What agent and prober have written. */
  log = ''
}
