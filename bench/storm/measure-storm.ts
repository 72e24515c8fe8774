import { join } from 'node:path'
import { startAgent, type AgentOptions } from '../../lab/agent-process.ts'
import { labPathsOf, newLabId } from '../../lab/lab-home.ts'
import { labNames } from '../../lab/lab-id.ts'
import { labNetworks } from '../../lab/lab-networks.ts'
import { genieConfOf, layGround } from '../../lab/lay-ground.ts'
import { removeLab, sweepDeadLabs } from '../../lab/remove-lab.ts'
import { runCommand } from '../../lab/run-command.ts'
import { labMark } from '../../lab/traces.ts'
import { countLeft, type Left } from './remains.ts'
import { stormPod } from './storm-pod.ts'
import { StormRuntime, type AttachedPod } from './storm-runtime.ts'
import { Tally } from './tally.ts'
import { UnreliableAgent } from './unreliable-agent.ts'

/** What came of a storm. */
export interface StormFigures {
  /** Of the plugin. */
  readonly calls: number
  readonly addFailed: number
  /** How many ADDs ended with which code, or `killed`. */
  readonly codes: Readonly<Record<string, number>>
  readonly delFailed: number
  readonly pluginKills: number
  readonly agentKills: number
  /** Agents that ended by themselves. */
  readonly agentDeaths: number
  /** After one sweep. */
  readonly left: Left
  /** Successes without interface and address in the pod, and pods of which something was there after their DEL. */
  readonly lied: number
  readonly slowestMs: { readonly add: number; readonly del: number }
}

/** How hard it blows. */
export interface StormOptions {
  /** So many pods come and go at once. */
  readonly parallel: number
  /** Each of these has so many more that stay while the next one comes. */
  readonly staying: number
  readonly meanAgentLifeMs: number
  /** The share of calls in whose middle the plugin is killed. */
  readonly pluginKillShare: number
  /** Takes every sentence on what went wrong. */
  readonly complain: (sentence: string) => void
}

const root = join(import.meta.dirname, '../..')
const genie = join(root, 'dist/genie')
const delegateDir = '/usr/lib/cni'
/** A call takes some 10 to 30 ms. */
const killWithinMs = 30

const gale: StormOptions = {
  parallel: 8,
  staying: 3,
  meanAgentLifeMs: 1_000,
  pluginKillShare: 0.03,
  complain: (sentence) => process.stderr.write(`${sentence}\n`),
}

/** Pods come and go on a node of the lab whose agent is killed again and again; then all is swept and counted. */
export async function measureStorm(pods: number, options: StormOptions = gale): Promise<StormFigures> {
  await sweepDeadLabs(0)
  const id = newLabId()
  const { node, pod: nameOfPod } = labNames(id)
  const paths = labPathsOf(id)
  const env = { PATH: process.env['PATH'] ?? '', [labMark]: id }
  const conf = genieConfOf(id)
  await using ground = new AsyncDisposableStack()
  ground.defer(() => removeLab(id))
  await layGround(id, labNetworks)
  const agentEnv = { ...env, GENIE_SWEEP: '*/5 * * * * *' }
  const agentOptions = { paths, root, namespace: node, nodeName: 'storm', env: agentEnv }
  const plugin = ['ip', 'netns', 'exec', node, genie]
  const cniPath = `${join(root, 'dist')}:${delegateDir}`
  const tally = new Tally()
  const killAfterMs = () => (Math.random() < options.pluginKillShare ? Math.random() * killWithinMs : null)
  const runtime = new StormRuntime({ paths, plugin, cniPath, env, conf, nameOfPod, tally, killAfterMs })
  const { kills, deaths } = await blow(runtime, pods, agentOptions, options)
  const agent = await startAgent(agentOptions)
  ground.defer(() => agent.stop())
  const sweep = { ...env, CNI_COMMAND: 'SWEEP', CNI_PATH: cniPath }
  await runCommand(plugin, { env: sweep, input: JSON.stringify(conf), timeoutMs: 120_000 })
  const left = await countLeft(paths, node, nameOfPod(0).slice(0, -1))
  tally.lies.forEach(options.complain)
  const { calls, addFailed, codes, delFailed, pluginKills, slowestMs, lies } = tally
  return {
    ...{ calls, addFailed, codes, delFailed, pluginKills, agentKills: kills, agentDeaths: deaths },
    ...{ left, lied: lies.length, slowestMs },
  }
}

/** Whether nothing was left and every answer was true. */
export const isCalm = ({ left, lied }: StormFigures): boolean =>
  lied === 0 && Object.values(left).every((count) => count === 0)

/** The agent has answered once before it is killed for the first time: it knows the order of the networks. */
async function blow(
  runtime: StormRuntime,
  pods: number,
  agentOptions: AgentOptions,
  { parallel, staying, meanAgentLifeMs }: StormOptions,
): Promise<UnreliableAgent> {
  await (await startAgent(agentOptions)).stop()
  const agent = new UnreliableAgent(agentOptions, meanAgentLifeMs, Math.random)
  const lives = agent.live()
  try {
    let number = 0
    const lane = () => runLane(runtime, staying, () => (number < pods ? number++ : null))
    await Promise.all(Array.from({ length: parallel }, lane))
  } finally {
    agent.end()
    await lives
  }
  return agent
}

/** One pod after the other; the oldest goes when more than `staying` are there, and at last all go. */
async function runLane(runtime: StormRuntime, staying: number, next: () => number | null): Promise<void> {
  const there: AttachedPod[] = []
  for (let number = next(); number !== null; number = next()) {
    const attached = await runtime.start(stormPod(number))
    if (attached !== null) there.push(attached)
    const oldest = there.length > staying ? there.shift() : undefined
    if (oldest !== undefined) await runtime.end(oldest)
  }
  for (const attached of there) await runtime.end(attached)
}
