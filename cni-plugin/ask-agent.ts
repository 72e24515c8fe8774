import { CniError } from '../cni/cni-error.ts'
import { errorCodes } from '../cni/error-codes.ts'
import type { Plan, PlanRequest } from '../domain/plan-protocol.ts'
import { deadlines } from './deadlines.ts'
import { frameLimitBytes, readFrame, writeFrame } from './frame.ts'
import { PlatformError, type Connection, type Platform } from './platform/platform.ts'

/** The agent's plan, and the connection that waits for the report. */
export interface Answer {
  readonly plan: Plan
  readonly connection: Connection
}

/**
 * Asks the agent what the pod is to be attached to. Throws the agent's own error, or code 11 within `deadlines.planMs`
 * if there is nobody, no answer in time or no sense in it.
 */
export async function askAgent(platform: Platform, socket: string, request: PlanRequest): Promise<Answer> {
  const endsAt = platform.monotonicMs() + deadlines.planMs
  const left = () => Math.max(1, endsAt - platform.monotonicMs())
  let connection: Connection | undefined
  try {
    connection = await platform.dial(socket, left())
    await connection.send(writeFrame(request), left())
    return { plan: readPlan(await connection.receiveLine(frameLimitBytes, left()), socket), connection }
  } catch (error) {
    connection?.close()
    throw error instanceof PlatformError ? noAnswer(error, socket) : error
  }
}

function readPlan(line: string, socket: string): Plan {
  const frame = readFrame(line)
  if (frame === null)
    throw tryAgain(socket, 'its answer makes no sense: see that plugin and agent are of the same release')
  if (frame.type === 'error') throw new CniError(frame.code, frame.msg, frame.details)
  return frame
}

function noAnswer({ code }: PlatformError, socket: string): CniError {
  if (code === 'ENOENT' || code === 'ECONNREFUSED')
    return tryAgain(
      socket,
      `nobody listens there (${code}): start genie-agent, or set genie.socket to its socket`,
    )
  if (code === 'ETIMEDOUT')
    return tryAgain(
      socket,
      `it did not answer within ${deadlines.planMs} ms: see what keeps genie-agent busy`,
    )
  return tryAgain(socket, `the connection broke (${code}): see the log of genie-agent`)
}

const tryAgain = (socket: string, why: string) =>
  new CniError(
    errorCodes.tryAgainLater,
    `Cannot ask the agent at ${socket} for the pod's networks as ${why}; the runtime will try again`,
  )
