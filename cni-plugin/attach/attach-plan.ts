import type { Plan } from '../../domain/plan-protocol.ts'
import { answerOf } from './answer-of.ts'
import type { Attaching } from './attaching.ts'
import type { Attachment } from './attachment.ts'
import { causeWithFailures } from './cause-with-failures.ts'
import { chainsFor } from '../delegates/chains-for.ts'
import { detachAll } from '../detach/detach-all.ts'
import { planAttachments } from '../plan/plan-attachments.ts'
import { recordOf } from '../journal/record-of.ts'
import type { SettledPlan } from '../plan/settle-plan.ts'
import { refuseWhenStopping } from '../request/refuse-when-stopping.ts'
import { PodRoutes } from '../routes/pod-routes.ts'
import { addChain } from '../delegates/run-chain.ts'

/** Makes a plan come true, or nothing of it. Returns the result for the runtime. */
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
  { platform, request, steps }: Attaching,
  attachments: readonly Attachment[],
): Promise<void> {
  const chains = { ...chainsFor(platform, request, 'attach'), steps }
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

/** Undoes what was begun and returns the error to throw: the original one, with what could not be undone. */
async function undo(
  { platform, request, entry }: Attaching,
  attachments: readonly Attachment[],
  cause: unknown,
): Promise<unknown> {
  const failures = await detachAll(chainsFor(platform, request, 'undo'), attachments)
  if (failures.length === 0) {
    try {
      entry.erase()
    } catch (error) {
      platform.writeStderr(`genie: ${String(error)}\n`)
    }
    return cause
  }
  return causeWithFailures(cause, failures)
}
