import { CniError } from '../cni/cni-error.ts'
import type { AttachmentRecord } from '../domain/attachment-record.ts'
import type { Report } from '../domain/plan-protocol.ts'
import { fromRecorded } from './attachment.ts'
import { chainsFor } from './chains-for.ts'
import { detachAll } from './detach-all.ts'
import { JournalEntry } from './journal-entry.ts'
import type { Platform } from './platform/platform.ts'
import type { Request } from './read-request.ts'
import { reportDetach } from './report.ts'

/**
 * DEL: undoes what the journal says was attached, and nothing else is asked. Every delegate is tried; the record stays
 * until all have succeeded. Without a record there is nothing to do. Prints nothing.
 */
export async function detach(platform: Platform, request: Request): Promise<string> {
  const { args, conf } = request
  const entry = await JournalEntry.open(platform, conf.stateDir, args)
  let failure: CniError | null = null
  let record: AttachmentRecord | undefined
  try {
    record = entry.read()
    if (record === undefined) return ''
    failure = await detachRecord(platform, request, record, entry.path)
    if (failure === null) entry.erase()
  } finally {
    entry.release()
  }
  await reportDetach(platform, conf.socket, reportOf(request, record.decision, failure))
  if (failure !== null) throw failure
  return ''
}

async function detachRecord(
  platform: Platform,
  request: Request,
  record: AttachmentRecord,
  path: string,
): Promise<CniError | null> {
  const chains = chainsFor(platform, request, 'detach')
  const args = { ...request.args, cniArgs: request.args.cniArgs || record.cniArgs }
  const failures = await detachAll({ ...chains, args }, record.attachments.map(fromRecorded))
  return failures.length === 0 ? null : summary(failures, path)
}

/**
 * The first failure, with the others and the way out as its details. containerd takes any DEL error that says
 * "not found" for a success, and would lose what is still attached: these words are put in another way.
 */
function summary([first, ...others]: readonly CniError[], path: string): CniError {
  const reword = (text: string) => text.replace(/not found/gi, 'absent')
  const details = [
    first?.details,
    ...others.map(({ message }) => message),
    `DEL is tried again until all delegates succeed; remove ${path} to give the attachment up`,
  ].filter((part) => part !== undefined)
  return new CniError(first?.code ?? 0, reword(first?.message ?? ''), reword(details.join('; ')))
}

const reportOf = ({ args }: Request, decision: string | null, failure: CniError | null): Report => ({
  type: 'report',
  command: 'DEL',
  containerId: args.containerId,
  ifname: args.ifname,
  outcome: failure === null ? 'done' : 'failed',
  ...(decision !== null && { decision }),
  ...(failure !== null && { error: failure.message }),
})
