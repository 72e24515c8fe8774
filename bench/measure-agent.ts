import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { benchNetworks, layAgentGround } from './lay-agent-ground.ts'
import { cpuSeconds, residentBytes } from './process-use.ts'
import { bundledAgent, startAgent } from './start-agent.ts'
import { percentilesOf, type Percentiles } from './summary.ts'
import { timePlan } from './time-plan.ts'

/** What an agent is measured on. */
export interface AgentGround {
  /** Pods that are attached. */
  readonly records: number
  readonly idleMs: number
  /** Settings that tell the agent of its cluster. */
  readonly cluster?: Readonly<Record<string, string>>
  /** The program; the built one if left out. */
  readonly main?: string
}

/** As many pods as kubelet allows on a node, and two rounds of measuring. */
const fullNode: AgentGround = { records: 110, idleMs: 20_000 }

/** What the agent takes of a node, and how fast it answers the plugin. */
export interface AgentFigures {
  /** From the start of the process until it is ready: the first round has been measured, and its cluster is known. */
  readonly startMs: number
  readonly residentBytes: { readonly afterStart: number; readonly afterPlans: number }
  /** Milliseconds from connecting to the answer, for a network by name and for `cni: ""`. */
  readonly plan: { readonly named: Percentiles; readonly pick: Percentiles }
  /** Share of one core while nobody asks. */
  readonly cpuShareIdle: number
}

/**
 * Starts an agent on directories of its own with so many journal records, lets it be, and asks it for `plans` plans, of
 * both kinds in turns. Needs no root.
 */
export async function measureAgent(
  plans: number,
  { records, idleMs, cluster = {}, main = bundledAgent } = fullNode,
): Promise<AgentFigures> {
  const directory = await mkdtemp(join(tmpdir(), 'genie-bench-agent-'))
  await using ground = new AsyncDisposableStack()
  ground.defer(() => rm(directory, { recursive: true }))
  const env = await layAgentGround(directory, records)
  const begun = performance.now()
  const { pid } = ground.use(await startAgent(main, { ...env, ...cluster }, join(directory, 'http.sock')))
  const startMs = Math.round(performance.now() - begun)
  const afterStart = await residentBytes(pid)
  const cpuShareIdle = await idleShare(pid, idleMs)
  const plan = await timePlans(env.GENIE_SOCKET, plans)
  return {
    startMs,
    residentBytes: { afterStart, afterPlans: await residentBytes(pid) },
    plan,
    cpuShareIdle,
  }
}

async function idleShare(pid: number, idleMs: number): Promise<number> {
  const before = await cpuSeconds(pid)
  await delay(idleMs)
  const used = (await cpuSeconds(pid)) - before
  return Math.round((used / idleMs) * 1e7) / 1e4
}

async function timePlans(socket: string, plans: number): Promise<AgentFigures['plan']> {
  const [network] = benchNetworks
  const times = { named: [] as number[], pick: [] as number[] }
  for (let number = 0; number < plans; number += 1) {
    const kind = number % 2 === 0 ? 'named' : 'pick'
    const cni = kind === 'named' ? network : ''
    times[kind].push(await timePlan(socket, { name: `pod-${String(number)}`, cni, then: 'DEL' }))
  }
  return { named: percentilesOf(times.named), pick: percentilesOf(times.pick) }
}
