import type { maxRetries as protocolRetries, Plan } from '../../domain/plan-protocol.ts'
import { deadlines } from '../deadlines.ts'
import { attachPlan } from './attach-plan.ts'
import type { Attaching } from './attaching.ts'
import { clearLeftover } from './clear-leftover.ts'
import { FailedPlan } from './failed-plan.ts'
import { JournalEntry } from '../journal/journal-entry.ts'
import { nextPlan } from '../plan/next-plan.ts'
import { planRequest } from '../plan/plan-request.ts'
import type { Platform } from '../platform/platform.ts'
import type { ReceivedRequest } from '../request/read-request.ts'
import { refuseWhenStopping } from '../request/refuse-when-stopping.ts'
import { requireNetns } from '../request/require-netns.ts'
import { report } from '../plan/report.ts'
import { settlePlan, type SettledPlan } from '../plan/settle-plan.ts'
import { StepTimes } from './step-times.ts'

/** As in the protocol, whose schemas are no part of the executable. */
const maxRetries: typeof protocolRetries = 3

/**
 * ADD: asks the agent for a plan, checks all of it, journals it, runs the delegates, journals their results. What was
 * begun is undone if anything fails, and then the agent's next plan is tried, if it has one. Returns the result for the
 * runtime.
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
      const endsAt = platform.monotonicMs() + deadlines.attachMs
      return await attachAndReport({ platform, request, entry, steps, endsAt }, settled)
    } finally {
      settled.connection?.close()
    }
  } finally {
    entry.release()
  }
}

async function attachAndReport(work: Attaching, settled: SettledPlan): Promise<string> {
  const { connection, missed } = settled
  let { plan } = settled
  for (let retriesLeft: number = maxRetries; ; retriesLeft--) {
    try {
      const result = await attachPlan(work, plan, missed)
      await report(connection, { ...aboutAdd(work, plan), outcome: 'done', stepsMs: work.steps.total() })
      return result
    } catch (error) {
      const failed = error instanceof FailedPlan ? error : new FailedPlan(error, null, true)
      work.steps.enter('plan')
      const next = retriesLeft === 0 ? null : await nextPlan(work, { plan, connection }, failed)
      if (next === null) {
        await reportFailure(work, { plan, connection }, failed)
        throw failed.reason
      }
      plan = next
    }
  }
}

function reportFailure(
  work: Attaching,
  { plan, connection }: Pick<SettledPlan, 'plan' | 'connection'>,
  { reason, failure }: FailedPlan,
): Promise<void> {
  const error = reason instanceof Error ? reason.message : String(reason)
  const told = { outcome: 'failed', error, ...(failure !== null && { failure }) } as const
  return report(connection, { ...aboutAdd(work, plan), ...told })
}

const aboutAdd = ({ request: { args } }: Attaching, { decision }: Plan) =>
  ({
    type: 'report',
    command: 'ADD',
    containerId: args.containerId,
    ifname: args.ifname,
    ...(decision !== undefined && { decision }),
  }) as const
