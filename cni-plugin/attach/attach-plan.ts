import type { Plan } from '../../domain/plan-protocol.ts'
import { answerOf } from './answer-of.ts'
import type { Attaching } from './attaching.ts'
import type { Attachment } from './attachment.ts'
import { causeWithFailures } from './cause-with-failures.ts'
import { FailedPlan, failureOf } from './failed-plan.ts'
import { chainsFor } from '../delegates/chains-for.ts'
import { detachAll } from '../detach/detach-all.ts'
import { planAttachments } from '../plan/plan-attachments.ts'
import { recordOf } from '../journal/record-of.ts'
import type { SettledPlan } from '../plan/settle-plan.ts'
import { refuseWhenStopping } from '../request/refuse-when-stopping.ts'
import { PodRoutes } from '../routes/pod-routes.ts'
import { addChain } from '../delegates/run-chain.ts'

/**
 * Makes a plan come true, or nothing of it. Returns the result for the runtime. Throws `FailedPlan` for what failed once
 * the plan was found good, else the plan's own fault.
 */
export async function attachPlan(
  work: Attaching,
  plan: Plan,
  missed: SettledPlan['missed'],
): Promise<string> {
  const { platform, request, entry, steps } = work
  const attachments = planAttachments(platform, request, plan)
  const record = recordOf(platform, request, { plan, missed }, attachments)
  try {
    steps.enter('journal')
    entry.begin(record)
    steps.enter('merge')
    await runChains(work, attachments)
    refuseWhenStopping(platform)
    const answer = answerOf(request, attachments)
    steps.enter('journal')
    entry.finish(attachments.map(({ result }) => result))
    return answer
  } catch (error) {
    throw await undo(work, attachments, error)
  }
}

/** Where several networks give a default route, none may be there when the next delegate wants to make its own. */
async function runChains(
  { platform, request, steps, endsAt }: Attaching,
  attachments: readonly Attachment[],
): Promise<void> {
  const chains = { ...chainsFor(platform, request, 'attach'), steps, endsAt }
  const routes = PodRoutes.open(platform, request.args.netns, attachments)
  try {
    for (const attachment of attachments) {
      await addChain(chains, attachment)
      routes?.takeAside(attachment)
    }
    routes?.settle(request.args.ifname)
  } finally {
    routes?.close()
  }
}

/** Undoes what was begun and returns the failure to throw: the original error, with what could not be undone. */
async function undo(
  { platform, request, entry }: Attaching,
  attachments: readonly Attachment[],
  cause: unknown,
): Promise<FailedPlan> {
  const failure = platform.stopping() ? null : failureOf(attachments, cause)
  const failures = await detachAll(chainsFor(platform, request, 'undo'), attachments)
  if (failures.length > 0) return new FailedPlan(causeWithFailures(cause, failures), failure, false)
  return new FailedPlan(cause, failure, isErased(platform, entry))
}

function isErased(platform: Attaching['platform'], entry: Attaching['entry']): boolean {
  try {
    entry.erase()
    return true
  } catch (error) {
    platform.writeStderr(`genie: ${String(error)}\n`)
    return false
  }
}
