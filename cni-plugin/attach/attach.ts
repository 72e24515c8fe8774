import { attachPlan } from './attach-plan.ts'
import type { Attaching } from './attaching.ts'
import { clearLeftover } from './clear-leftover.ts'
import { JournalEntry } from '../journal/journal-entry.ts'
import { planRequest } from '../plan/plan-request.ts'
import type { Platform } from '../platform/platform.ts'
import type { ReceivedRequest } from '../request/read-request.ts'
import { refuseWhenStopping } from '../request/refuse-when-stopping.ts'
import { requireNetns } from '../request/require-netns.ts'
import { report } from '../plan/report.ts'
import { settlePlan, type SettledPlan } from '../plan/settle-plan.ts'
import { StepTimes } from './step-times.ts'

/**
 * ADD: asks the agent for a plan, checks all of it, journals it, runs the delegates, journals their results. What was
 * begun is undone if anything fails. Returns the result for the runtime.
 */
export async function attach(platform: Platform, request: ReceivedRequest): Promise<string> {
  const steps = new StepTimes(platform)
  steps.enter('request', request.begunAtMs)
  requireNetns(platform, request.args.netns)
  const asked = planRequest(request)
  steps.enter('journal')
  const entry = await JournalEntry.open(platform, request.conf.stateDir, request.args)
  try {
    await clearLeftover(platform, request, entry)
    refuseWhenStopping(platform)
    steps.enter('plan')
    const settled = await settlePlan(platform, request.conf, asked)
    try {
      return await attachAndReport({ platform, request, entry, steps }, settled)
    } finally {
      settled.connection?.close()
    }
  } finally {
    entry.release()
  }
}

async function attachAndReport(work: Attaching, { plan, connection, missed }: SettledPlan): Promise<string> {
  const { containerId, ifname } = work.request.args
  const about = {
    type: 'report',
    command: 'ADD',
    containerId,
    ifname,
    ...(plan.decision !== undefined && { decision: plan.decision }),
  } as const
  try {
    const result = await attachPlan(work, plan, missed)
    await report(connection, { ...about, outcome: 'done', stepsMs: work.steps.total() })
    return result
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    await report(connection, { ...about, outcome: 'failed', error: message })
    throw error
  }
}
