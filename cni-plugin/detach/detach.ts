import type { CniError } from '../../cni/cni-error.ts'
import type { AttachmentRecord } from '../../domain/attachment-record.ts'
import { chainsFor } from '../delegates/chains-for.ts'
import { detachRecord } from './detach-record.ts'
import { detachReport } from './detach-report.ts'
import { sweepOnRequest } from '../garbage/sweep-on-request.ts'
import { JournalEntry } from '../journal/journal-entry.ts'
import type { Platform } from '../platform/platform.ts'
import type { Request } from '../request/read-request.ts'
import { reportDetach } from '../plan/report.ts'
import { detachPassed } from '../retired/detach-passed.ts'

/**
 * DEL: undoes what the journal says was attached, and nothing else is asked. Every delegate is tried; the record stays
 * until all have succeeded. Without a record there is nothing to do, unless our conf is retired. Then it sweeps, if the agent has asked for that.
 * Prints nothing.
 */
export async function detach(platform: Platform, request: Request): Promise<string> {
  await detachContainer(platform, request)
  await sweepOnRequest(platform, request)
  return ''
}

async function detachContainer(platform: Platform, request: Request): Promise<void> {
  const { args, conf } = request
  const entry = await JournalEntry.open(platform, conf.stateDir, args)
  let failure: CniError | null = null
  let record: AttachmentRecord | undefined
  try {
    record = entry.read()
    if (record === undefined) {
      await detachUnknown(platform, request)
      return
    }
    const cniArgs = args.cniArgs || record.cniArgs
    const chains = chainsFor(platform, { ...request, args: { ...args, cniArgs } }, 'detach')
    failure = await detachRecord(chains, entry, record)
  } finally {
    entry.release()
  }
  await reportDetach(platform, conf.socket, detachReport(record, failure))
  if (failure !== null) throw failure
}

/** Where our conf is retired, it is as if the runtime had called the default network's delegates. */
async function detachUnknown(platform: Platform, request: Request): Promise<void> {
  const failure = request.conf.isRetired ? await detachPassed(platform, request) : null
  if (failure !== null) throw failure
}
