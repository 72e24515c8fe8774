import { text } from 'node:stream/consumers'
import { setTimeout as delay } from 'node:timers/promises'
import { attachSteps, type AttachStep } from '../../domain/plan-protocol.ts'
import { fetchOverSocket } from '../../lab/agent-api.ts'
import { runCall } from '../run-call.ts'
import type { Attaching } from './attachment-calls.ts'
import { readStepSums, type StepSums } from './step-sums.ts'

/** What `time-steps.ts` reads as JSON from stdin. */
export interface StepsTask {
  readonly rounds: number
  readonly calls: Attaching
  /** Where the agent serves its metrics. */
  readonly httpSocket: string
}

/** What it prints: the milliseconds of each step, an ADD after the other. */
export type StepTimes = Readonly<Record<AttachStep, number[]>>

const reportLimitMs = 5_000

/**
 * Attaches and detaches one pod again and again, and looks after each ADD how far the agent's sums of the steps have
 * grown: that is what the plugin has measured of this one. The first rounds do not count.
 */
export async function timeSteps({ rounds, calls, httpSocket }: StepsTask): Promise<StepTimes> {
  const warmUp = 3
  const times = Object.fromEntries(attachSteps.map((step) => [step, []])) as unknown as StepTimes
  let before = await askSums(httpSocket)
  for (let round = -warmUp; round < rounds; round += 1) {
    calls.add.forEach(runCall)
    const after = await grownSums(httpSocket, before)
    if (round >= 0)
      for (const step of attachSteps) times[step].push((after[step].seconds - before[step].seconds) * 1_000)
    before = after
    calls.del.forEach(runCall)
  }
  return times
}

/** The sums once they hold one ADD more: the agent reads its report when it gets to it. */
async function grownSums(httpSocket: string, before: StepSums): Promise<StepSums> {
  const deadline = performance.now() + reportLimitMs
  while (performance.now() < deadline) {
    const sums = await askSums(httpSocket)
    if (attachSteps.every((step) => sums[step].count > before[step].count)) return sums
    await delay(1)
  }
  throw new Error(
    `Cannot tell the steps of an ADD as the agent counted none of it within ${reportLimitMs} ms: see that plugin and agent are of the same release`,
  )
}

async function askSums(httpSocket: string): Promise<StepSums> {
  return readStepSums((await fetchOverSocket(httpSocket, '/metrics')).body)
}

if (import.meta.main)
  process.stdout.write(JSON.stringify(await timeSteps(JSON.parse(await text(process.stdin)) as StepsTask)))
