import type { Plan } from '../../domain/plan-protocol.ts'
import type { Attaching } from '../attach/attaching.ts'
import type { FailedPlan } from '../attach/failed-plan.ts'
import { deadlines } from '../deadlines.ts'
import { frameLimitBytes, readFrame, writeFrame } from './frame.ts'
import type { SettledPlan } from './settle-plan.ts'

/**
 * What the agent would have tried after a plan has failed: the next one, on the connection of the first. Null if there
 * is none to be had: the agent offers none or has gone meanwhile, something could not be undone, no delegate is to
 * blame, or the ADD has taken long enough. Then the failure stands as it is. Never throws.
 */
export async function nextPlan(
  { platform, request, endsAt }: Attaching,
  { plan, connection }: Pick<SettledPlan, 'plan' | 'connection'>,
  { failure, isUndone }: Pick<FailedPlan, 'failure' | 'isUndone'>,
): Promise<Plan | null> {
  const { decision, canRetry } = plan
  if (connection === null || canRetry !== true || decision === undefined) return null
  if (failure === null || !isUndone || platform.stopping()) return null
  const now = platform.monotonicMs()
  if (now > endsAt - deadlines.attachMs + deadlines.retryMs) return null
  const { containerId, ifname } = request.args
  const left = () => Math.max(1, now + deadlines.planMs - platform.monotonicMs())
  try {
    await connection.send(writeFrame({ type: 'retry', containerId, ifname, decision, failure }), left())
    const frame = readFrame(await connection.receiveLine(frameLimitBytes, left()))
    return frame?.type === 'plan' ? frame : null
  } catch {
    return null
  }
}
