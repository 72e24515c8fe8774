import { CniError } from '../../cni/cni-error.ts'
import type { Plan, PlanRequest } from '../../domain/plan-protocol.ts'
import { AgentAway, AgentGone } from './agent-away.ts'
import { deadlines } from '../deadlines.ts'
import { frameLimitBytes, readFrame, writeFrame } from './frame.ts'
import { PlatformError, type Connection, type Platform } from '../platform/platform.ts'
import { refuseWhenStopping } from '../request/refuse-when-stopping.ts'

/** The agent's plan, and the connection that waits for the report. */
export interface Answer {
  readonly plan: Plan
  readonly connection: Connection
}

const retryMs = 50

/** What an agent that is starting anew looks like from here. To ask twice does no harm: a plan is kept by its pod. */
const restartSigns: ReadonlySet<string> = new Set(['ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE'])

/** What it looks like where nobody has started it. */
const absenceSigns: ReadonlySet<string> = new Set(['ENOENT', 'ECONNREFUSED'])

/**
 * Asks the agent what the pod is to be attached to. An agent that is just starting anew is waited for, unless `silence`
 * tells for how many ms an agent has said nothing that is gone for good (else null). Throws the agent's own error, or
 * `AgentAway` within `patienceMs` if there is nobody, no answer in time or no sense in it.
 */
export async function askAgent(
  platform: Platform,
  socket: string,
  request: PlanRequest,
  patienceMs: number,
  silence: () => number | null,
): Promise<Answer> {
  const begunAt = platform.monotonicMs()
  const endsAt = begunAt + patienceMs
  const lastRetryAt = begunAt + deadlines.restartMs - retryMs
  for (let isFirst = true; ; isFirst = false) {
    try {
      return await askOnce(platform, socket, request, endsAt)
    } catch (error) {
      refuseWhenStopping(platform)
      if (!(error instanceof PlatformError)) throw error
      const silentMs = isFirst && absenceSigns.has(error.code) ? silence() : null
      if (silentMs !== null) throw new AgentGone(socket, error.code, silentMs)
      if (!restartSigns.has(error.code) || platform.monotonicMs() > lastRetryAt)
        throw new AgentAway(socket, reasonOf(error, patienceMs))
      await platform.pause(retryMs)
    }
  }
}

async function askOnce(
  platform: Platform,
  socket: string,
  request: PlanRequest,
  endsAt: number,
): Promise<Answer> {
  const left = () => Math.max(1, endsAt - platform.monotonicMs())
  const connection = await platform.dial(socket, left())
  try {
    await connection.send(writeFrame(request), left())
    return { plan: readPlan(await connection.receiveLine(frameLimitBytes, left()), socket), connection }
  } catch (error) {
    connection.close()
    throw error
  }
}

function readPlan(line: string, socket: string): Plan {
  const frame = readFrame(line)
  if (frame === null)
    throw new AgentAway(
      socket,
      'its answer makes no sense: see that plugin and agent are of the same release',
    )
  if (frame.type === 'error') throw new CniError(frame.code, frame.msg, frame.details)
  return frame
}

function reasonOf({ code }: PlatformError, patienceMs: number): string {
  if (absenceSigns.has(code))
    return `nobody listens there (${code}): start genie-agent, or set genie.socket to its socket`
  if (code === 'ETIMEDOUT')
    return `it did not answer within ${patienceMs} ms: see what keeps genie-agent busy`
  return `the connection broke (${code}): see the log of genie-agent`
}
