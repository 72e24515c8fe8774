import { answerOf } from '../attach/answer-of.ts'
import type { Attachment } from '../attach/attachment.ts'
import { causeWithFailures } from '../attach/cause-with-failures.ts'
import { clearLeftover } from '../attach/clear-leftover.ts'
import { chainsFor } from '../delegates/chains-for.ts'
import { addChain } from '../delegates/run-chain.ts'
import { detachAll } from '../detach/detach-all.ts'
import { JournalEntry } from '../journal/journal-entry.ts'
import { planAttachments } from '../plan/plan-attachments.ts'
import type { Platform } from '../platform/platform.ts'
import type { Request } from '../request/read-request.ts'
import { refuseWhenStopping } from '../request/refuse-when-stopping.ts'
import { requireNetns } from '../request/require-netns.ts'
import { defaultPlan } from './default-plan.ts'

/**
 * ADD by a retired conf: the default network, whatever the pod asks for. Nobody is asked and nothing is journaled, as
 * the conf that comes after ours may be handed the DEL. Returns the result for the runtime.
 */
export async function attachDefault(platform: Platform, request: Request): Promise<string> {
  const { args, conf } = request
  requireNetns(platform, args.netns)
  const entry = await JournalEntry.open(platform, conf.stateDir, args)
  try {
    await clearLeftover(platform, request, entry)
    refuseWhenStopping(platform)
    const plan = defaultPlan(platform, conf, args.ifname)
    return await addAll(platform, request, planAttachments(platform, request, plan))
  } finally {
    entry.release()
  }
}

async function addAll(
  platform: Platform,
  request: Request,
  attachments: readonly Attachment[],
): Promise<string> {
  const chains = chainsFor(platform, request, 'attach')
  try {
    for (const attachment of attachments) await addChain(chains, attachment)
    refuseWhenStopping(platform)
    return answerOf(request, attachments)
  } catch (error) {
    throw causeWithFailures(error, await detachAll(chainsFor(platform, request, 'undo'), attachments))
  }
}
