import { join } from 'node:path'
import { startAgent } from '../../lab/agent-process.ts'
import { labPathsOf, newLabId } from '../../lab/lab-home.ts'
import { labNames } from '../../lab/lab-id.ts'
import { labNetworks } from '../../lab/lab-networks.ts'
import { genieConfOf, layGround } from '../../lab/lay-ground.ts'
import { removeLab, sweepDeadLabs } from '../../lab/remove-lab.ts'
import { runCommand } from '../../lab/run-command.ts'
import { labMark } from '../../lab/traces.ts'
import { messageOf } from '../../service-kit/message-of.ts'
import { blow, type Strength } from './blow.ts'
import { countLeft, type Left } from './remains.ts'
import { stormPod, type StormPod } from './storm-pod.ts'
import { StormRuntime } from './storm-runtime.ts'
import { Tally } from './tally.ts'

/** What came of a storm. */
export interface StormFigures {
  /** Of the plugin. */
  readonly calls: number
  readonly addFailed: number
  /** How many ADDs ended with which code, or `killed`. */
  readonly codes: Readonly<Record<string, number>>
  /** Successful ADDs whose network an agent has picked; the plugin did so for the others, or the pod itself. */
  readonly agentPicks: number
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

/** How hard it blows, and who hears of it. */
export interface StormOptions extends Strength {
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

const witnessPod: StormPod = { ...stormPod(0), name: 'witness', departure: 'orderly' }

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
  await sweepBesideWitness(runtime, { command: plugin, env: { ...env, CNI_PATH: cniPath }, conf }, options)
  const left = await countLeft(paths, node, nameOfPod(0).slice(0, -1))
  tally.lies.forEach(options.complain)
  const { calls, addFailed, codes, agentPicks, delFailed, pluginKills, slowestMs, lies } = tally
  return {
    ...{ calls, addFailed, codes, agentPicks, delFailed },
    ...{ pluginKills, agentKills: kills, agentDeaths: deaths, left, lied: lies.length, slowestMs },
  }
}

/** Whether nothing was left and every answer was true. */
export const isCalm = ({ left, lied }: StormFigures): boolean =>
  lied === 0 && Object.values(left).every((count) => count === 0)

/** Sweeps while one pod lives, whose `end` finds out whether the sweep has let it be. */
async function sweepBesideWitness(
  runtime: StormRuntime,
  { command, env, conf }: { command: readonly string[]; env: NodeJS.ProcessEnv; conf: object },
  { complain }: StormOptions,
): Promise<void> {
  const witness = await runtime.start(witnessPod)
  const sweep = { env: { ...env, CNI_COMMAND: 'SWEEP' }, input: JSON.stringify(conf), timeoutMs: 120_000 }
  await runCommand(command, sweep).catch((error: unknown) => complain(messageOf(error)))
  if (witness === null) complain('Cannot tell what a sweep lets be as no pod could be attached before it')
  else await runtime.end(witness)
}
