import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { layAgentGround } from '../lay-agent-ground.ts'
import { cpuSeconds } from '../process-use.ts'
import { bundledAgent, startAgent } from '../start-agent.ts'
import { percentilesOf, type Percentiles } from '../summary.ts'
import { timePlan } from '../time-plan.ts'
import { HttpClient } from './http-client.ts'
import { timeInProcess, type InProcess } from './time-in-process.ts'

/** Decisions of an agent that another process asks: each is stored and reserves. */
export interface Asked {
  /** From the question to the whole answer, one after the other. */
  readonly ms: Percentiles
  /** With so many questions at once. */
  readonly atOnce: number
  readonly perSecond: number
  /** By the processor time of the agent's process, all its threads together: what one core could do if it had nothing else to do. */
  readonly perCoreSecond: number
}

/** How fast a decision is. */
export interface SelectFigures {
  readonly inProcess: readonly InProcess[]
  /** By the plan protocol, `cni: ""`, four networks; each plan on a connection of its own, as the plugin asks. */
  readonly socket: Asked
  /** `POST /api/v1/select` on connections that are kept. */
  readonly http: Asked
}

const records = 110
const atOnce = 16
/** On a machine that is slow or busy fewer decisions have to do: all of it shall end within 100 s. */
const limitMs = 15_000
const warmUpMs = 3_000

/** Times so many decisions each way. Needs no root, and the built agent. */
export async function measureSelect(decisions: number, main = bundledAgent): Promise<SelectFigures> {
  const inProcess: InProcess[] = []
  for (const candidates of [8, 100]) inProcess.push(await timeInProcess(candidates, Math.ceil(decisions / 4)))
  return { inProcess, ...(await timeAgent(decisions, main)) }
}

async function timeAgent(decisions: number, main: string): Promise<Pick<SelectFigures, 'socket' | 'http'>> {
  const directory = await mkdtemp(join(tmpdir(), 'genie-bench-select-'))
  await using ground = new AsyncDisposableStack()
  ground.defer(() => rm(directory, { recursive: true }))
  const httpSocket = join(directory, 'http.sock')
  const env = await layAgentGround(directory, records)
  const { pid } = ground.use(await startAgent(main, env, httpSocket))
  const client = ground.use(new HttpClient(httpSocket))
  const socket = await time(
    (pod) => timePlan(env.GENIE_SOCKET, { name: `socket-${pod}`, cni: '', then: 'ADD' }),
    decisions,
    pid,
  )
  return { socket, http: await time((pod) => client.select(`http-${pod}`), decisions, pid) }
}

async function time(ask: (pod: string) => Promise<number>, decisions: number, pid: number): Promise<Asked> {
  await askFor((number) => ask(`warm-${number}`), Math.min(2_000, decisions), {
    atOnce: 1,
    limitMs: warmUpMs,
  })
  const ms = await askFor((number) => ask(`one-${number}`), decisions, { atOnce: 1, limitMs })
  const [begun, cpuBefore] = [performance.now(), await cpuSeconds(pid)]
  const many = await askFor((number) => ask(`many-${number}`), decisions, { atOnce, limitMs })
  const [tookMs, cpu] = [performance.now() - begun, (await cpuSeconds(pid)) - cpuBefore]
  return {
    ms: percentilesOf(ms),
    atOnce,
    perSecond: Math.round(many.length / (tookMs / 1_000)),
    perCoreSecond: Math.round(many.length / cpu),
  }
}

/** So many answers, or those that there is time for; what each took. */
async function askFor(
  ask: (number: number) => Promise<number>,
  decisions: number,
  how: { readonly atOnce: number; readonly limitMs: number },
): Promise<readonly number[]> {
  const ms: number[] = []
  const deadline = performance.now() + how.limitMs
  let next = 0
  const worker = async () => {
    while (next < decisions && performance.now() < deadline) {
      next += 1
      ms.push(await ask(next))
    }
  }
  await Promise.all(Array.from({ length: how.atOnce }, worker))
  return ms
}
