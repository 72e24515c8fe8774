import { join } from 'node:path'
import { attachSteps, type AttachStep } from '../../domain/plan-protocol.ts'
import { runCommand } from '../../lab/run-command.ts'
import { compileNative } from '../compile-native.ts'
import { compare, percentilesOf, type Comparison } from '../summary.ts'
import { attachmentCalls } from './attachment-calls.ts'
import { measureBurst, type Burst } from './measure-burst.ts'
import { openMeasuredNode, type MeasuredNode } from './measured-node.ts'
import { bridgeNetworks, mixedNetworks, noOpNetworks, type MeasuredNetwork } from './measured-networks.ts'
import { Starter } from './starter.ts'
import type { Timings, TimingTask } from './time-calls.ts'
import type { StepsTask, StepTimes } from './time-steps.ts'

/** Pods that start at once. */
const burstPods = 60

/** What genie adds to an ADD and a DEL. */
export interface AddFigures {
  /** Whole-process times of ADD with one, two and three delegates, and of DEL with one. */
  readonly one: Comparison
  readonly two: Comparison
  readonly three: Comparison
  readonly del: Comparison
  /** Of an ADD with one delegate, as the plugin itself measures: medians in milliseconds. */
  readonly steps: Readonly<Record<AttachStep, number>>
  /** Pods with three bridges each. */
  readonly burst: Burst
  /** Pods with three networks each whose delegates do nothing. */
  readonly burstNoop: Burst
  /** What the agent asked the Kubernetes API from the first ADD to the last. */
  readonly apiRequests: number
}

/** Measures on a node of the lab, which is gone afterwards. A burst takes 20 rounds of one pod, an idle one 5. */
export async function measureAdd(rounds: number): Promise<AddFigures> {
  const starter = await compileNative('start-together')
  const noOps = noOpNetworks(await compileNative('no-op'))
  const share = (of: number) => Math.ceil(rounds / of)
  await using node = await openMeasuredNode(burstPods, (ipamDir) => [...bridgeNetworks(ipamDir), ...noOps])
  const { ipamDir } = node.paths
  const asked = node.api.requests.length
  const contests = await timeContests(node, mixedNetworks(ipamDir), rounds)
  const steps = await timeSteps(node, mixedNetworks(ipamDir).slice(0, 1), rounds)
  const burst = await burstOn(node, starter, bridgeNetworks(ipamDir), share(20))
  const burstNoop = await burstOn(node, starter, noOps, share(5))
  const apiRequests = node.api.requests.length - asked
  return { ...contests, steps, burst, burstNoop, apiRequests }
}

async function timeContests(
  node: MeasuredNode,
  networks: readonly MeasuredNetwork[],
  rounds: number,
): Promise<Pick<AddFigures, 'one' | 'two' | 'three' | 'del'>> {
  const [pod = ''] = node.pods
  const contests = (['one', 'two', 'three'] as const).map((name, index) => ({
    name,
    ...attachmentCalls(pod, networks.slice(0, index + 1), node.conf),
  }))
  const task: TimingTask = { rounds, contests }
  const { one, two, three } = (await runInside(node, 'time-calls.ts', task)) as Timings
  return { one: compare(one.add), two: compare(two.add), three: compare(three.add), del: compare(one.del) }
}

async function timeSteps(
  node: MeasuredNode,
  networks: readonly MeasuredNetwork[],
  rounds: number,
): Promise<AddFigures['steps']> {
  const [pod = ''] = node.pods
  const calls = attachmentCalls(pod, networks, node.conf).ours
  const task: StepsTask = { rounds, calls, httpSocket: node.paths.httpSocket }
  const times = (await runInside(node, 'time-steps.ts', task)) as StepTimes
  const medians = attachSteps.map((step) => [step, percentilesOf(times[step]).p50])
  return Object.fromEntries(medians) as AddFigures['steps']
}

/** Runs a program of this folder inside the node: what it starts is there from the beginning. */
async function runInside(
  { prefix, env }: MeasuredNode,
  program: string,
  task: TimingTask | StepsTask,
): Promise<unknown> {
  const printed = await runCommand([...prefix, process.execPath, join(import.meta.dirname, program)], {
    env,
    input: JSON.stringify(task),
    timeoutMs: 20_000 + task.rounds * 1_000,
  })
  return JSON.parse(printed)
}

function burstOn(
  { pods, paths, prefix, conf }: MeasuredNode,
  starter: string,
  networks: readonly MeasuredNetwork[],
  rounds: number,
): Promise<Burst> {
  const sides = pods.map((pod) => attachmentCalls(pod, networks, conf))
  return measureBurst(new Starter([...prefix, starter], paths.dir), sides, rounds)
}
