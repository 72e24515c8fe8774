import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { open, readFile } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'
import { fetchOverSocket } from './agent-api.ts'
import type { LabPaths } from './lab-home.ts'

/** What an agent of the lab is started with. */
export interface AgentOptions {
  readonly paths: LabPaths
  /** The checkout that `dist/agent` is in. */
  readonly root: string
  /** The network namespace that it observes; the machine's own one if left out. */
  readonly namespace?: string
  /** Whether the machine sees the namespaces that it makes, as it has to where they shall outlive it. */
  readonly makesNamespaces?: boolean
  readonly nodeName: string
  readonly env: NodeJS.ProcessEnv
}

/** The node daemon as a child process, ready to answer. */
export interface AgentProcess {
  stop(): Promise<void>
}

/** @throws an Error with the last lines of the agent's log if it ends or is not ready within 20 s. */
export async function startAgent(options: AgentOptions): Promise<AgentProcess> {
  const { paths } = options
  const child = await spawnAgent(options)
  if (await becomesReady(child, paths.httpSocket)) return { stop: () => stopAgent(child) }
  await stopAgent(child)
  const lastLines = (await readFile(paths.agentLog, 'utf8')).trim().split('\n').slice(-5).join('\n')
  throw new Error(`Cannot start the agent: it is not ready, and its log ends with:\n${lastLines}`)
}

/** The node daemon as a bare child process: who calls it does not wait until it answers, and ends it. */
export async function spawnAgent(options: AgentOptions): Promise<ChildProcess> {
  const { paths, root, namespace } = options
  const log = await open(paths.agentLog, 'a')
  const program = [process.execPath, `${root}/dist/agent/main.mjs`]
  const [file = '', ...args] = [...insideOf(namespace, options.makesNamespaces ?? false), ...program]
  const child = spawn(file, args, {
    cwd: root,
    detached: true,
    env: agentEnvironment(options),
    stdio: ['ignore', log.fd, log.fd],
  })
  await log.close()
  return child
}

/** `ip netns exec` hides from the machine what is mounted inside, and so the names of namespaces that are made there. */
function insideOf(namespace: string | undefined, makesNamespaces: boolean): readonly string[] {
  if (namespace === undefined) return []
  if (!makesNamespaces) return ['ip', 'netns', 'exec', namespace]
  const ownSys = 'mount --make-rprivate /sys && mount -t sysfs genie /sys && exec "$@"'
  return [
    ...['nsenter', `--net=/run/netns/${namespace}`],
    ...['unshare', '--mount', '--propagation', 'unchanged', 'sh', '-c', ownSys, 'sh'],
  ]
}

const agentEnvironment = ({ paths, nodeName, env }: AgentOptions): NodeJS.ProcessEnv => ({
  // Five times as often as on a real node: somebody is watching.
  GENIE_POLL: '*/2 * * * * *',
  ...env,
  NODE_NAME: nodeName,
  GENIE_SOCKET: paths.agentSocket,
  GENIE_CONF_DIR: paths.confDir,
  GENIE_STATE_DIR: paths.stateDir,
  GENIE_DB: paths.database,
  GENIE_HTTP: `unix:${paths.httpSocket}`,
  GENIE_NETWORKS: paths.settings,
})

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null

async function becomesReady(child: ChildProcess, socket: string): Promise<boolean> {
  const deadline = performance.now() + 20_000
  while (!hasEnded(child) && performance.now() < deadline) {
    const { status } = await fetchOverSocket(socket, '/readyz').catch(() => ({ status: 0 }))
    if (status === 200) return true
    await delay(50)
  }
  return false
}

/** Asks it to end, and after 5 s makes it. */
async function stopAgent(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return
  const closed = once(child, 'close')
  child.kill('SIGTERM')
  const impatience = setTimeout(() => child.kill('SIGKILL'), 5_000)
  await closed
  clearTimeout(impatience)
}
