import { CniError } from '../cni/cni-error.ts'
import { errorCodes } from '../cni/error-codes.ts'
import type { Plan } from '../domain/plan-protocol.ts'
import { answerOf } from './answer-of.ts'
import { askAgent, type Answer } from './ask-agent.ts'
import { fromRecorded, type Attachment } from './attachment.ts'
import { chainsFor } from './chains-for.ts'
import { detachAll } from './detach-all.ts'
import { JournalEntry } from './journal-entry.ts'
import { planAttachments } from './plan-attachments.ts'
import { planRequest } from './plan-request.ts'
import type { Platform } from './platform/platform.ts'
import type { Request } from './read-request.ts'
import { recordOf } from './record-of.ts'
import { refuseWhenStopping } from './refuse-when-stopping.ts'
import { report } from './report.ts'
import { addChain } from './run-chain.ts'

/**
 * ADD: asks the agent for a plan, checks all of it, journals it, runs the delegates, journals their results. What was
 * begun is undone if anything fails. Returns the result for the runtime.
 */
export async function attach(platform: Platform, request: Request): Promise<string> {
  requireNetns(platform, request.args.netns)
  const asked = planRequest(request)
  const entry = await JournalEntry.open(platform, request.conf.stateDir, request.args)
  try {
    await clearLeftover(platform, request, entry)
    refuseWhenStopping(platform)
    const answer = await askAgent(platform, request.conf.socket, asked)
    try {
      return await attachAndReport(platform, request, entry, answer)
    } finally {
      answer.connection.close()
    }
  } finally {
    entry.release()
  }
}

function requireNetns(platform: Platform, netns: string): void {
  if (!platform.exists(netns))
    throw new CniError(
      errorCodes.invalidNetns,
      `Cannot attach to the network namespace ${netns} as there is nothing: check CNI_NETNS`,
    )
}

/** Undoes an ADD of this container and interface that was ended in its middle; one that is done must stay. */
async function clearLeftover(platform: Platform, request: Request, entry: JournalEntry): Promise<void> {
  const record = entry.read()
  if (record === undefined) return
  if (record.state === 'done')
    throw new CniError(
      errorCodes.alreadyAttached,
      `Cannot attach ${request.args.ifname} as container ${request.args.containerId} has it already: send DEL first`,
    )
  const [failure] = await detachAll(
    chainsFor(platform, request, 'leftover'),
    record.attachments.map(fromRecorded),
  )
  if (failure !== undefined) throw failure
  entry.erase()
}

async function attachAndReport(
  platform: Platform,
  request: Request,
  entry: JournalEntry,
  { plan, connection }: Answer,
): Promise<string> {
  const about = {
    type: 'report',
    command: 'ADD',
    containerId: request.args.containerId,
    ifname: request.args.ifname,
    ...(plan.decision !== undefined && { decision: plan.decision }),
  } as const
  try {
    const result = await attachPlan(platform, request, entry, plan)
    await report(connection, { ...about, outcome: 'done' })
    return result
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    await report(connection, { ...about, outcome: 'failed', error: message })
    throw error
  }
}

async function attachPlan(
  platform: Platform,
  request: Request,
  entry: JournalEntry,
  plan: Plan,
): Promise<string> {
  const attachments = planAttachments(platform, request, plan)
  const chains = chainsFor(platform, request, 'attach')
  try {
    entry.write(recordOf(request, plan, attachments, 'pending'))
    for (const attachment of attachments) await addChain(chains, attachment)
    refuseWhenStopping(platform)
    const answer = answerOf(request, attachments)
    entry.write(recordOf(request, plan, attachments, 'done'))
    return answer
  } catch (error) {
    throw await undo(platform, request, entry, attachments, error)
  }
}

/** Undoes what was begun and returns the error to throw: the original one, with what could not be undone. */
async function undo(
  platform: Platform,
  request: Request,
  entry: JournalEntry,
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
  if (!(cause instanceof CniError)) return cause
  const left = failures.map(({ message }) => message).join('; ')
  const details = [cause.details, `not all was undone, DEL will try again: ${left}`]
  return new CniError(cause.code, cause.message, details.filter((part) => part !== undefined).join('; '))
}
