import { CniError } from '../../cni/cni-error.ts'
import type { CniArguments } from '../../cni/read-arguments.ts'
import type { AttachmentRecord } from '../../domain/attachment-record.ts'
import { chainsFor } from '../delegates/chains-for.ts'
import { detachRecord } from '../detach/detach-record.ts'
import { detachReport } from '../detach/detach-report.ts'
import type { EntryName } from '../journal/entry-name.ts'
import { JournalEntry } from '../journal/journal-entry.ts'
import type { Platform } from '../platform/platform.ts'
import type { Request } from '../request/read-request.ts'
import { reportDetach } from '../plan/report.ts'

/** Why a record is stale, and what its delegates get at DEL where no runtime says it. */
export interface StaleCase extends Pick<CniArguments, 'netns' | 'path'> {
  readonly reason: string
}

/** Whether a record is stale; null if it is not. */
export type Judge = (record: AttachmentRecord) => StaleCase | null

/** A record that was stale, and what kept it from being undone; null if nothing did. */
export interface StaleTried extends EntryName {
  readonly reason: string
  readonly failure: CniError | null
}

/** How much is to be undone at one go. */
export interface StaleLimits {
  /** The monotonic time after which nothing more is begun. */
  readonly until: number
  /** How many are tried; all if left out. */
  readonly most?: number
  readonly task: 'leftover' | 'passing'
}

/** What became of the records that are stale. */
export interface StaleOutcome {
  readonly tried: readonly StaleTried[]
  /** Another process has their locks: an ADD or a DEL of them is under way. */
  readonly busy: readonly EntryName[]
  /** For these there was no time any more. */
  readonly left: readonly EntryName[]
}

/**
 * Undoes the attachments of those records that `judge` calls stale, one after the other, and tells the agent of each.
 * Judges again what stands in the journal under the lock. Begins nothing beyond the limits, nor when we are to stop.
 */
export async function detachStale(
  platform: Platform,
  request: Request,
  records: readonly AttachmentRecord[],
  judge: Judge,
  limits: StaleLimits,
): Promise<StaleOutcome> {
  const outcome = { tried: [] as StaleTried[], busy: [] as EntryName[], left: [] as EntryName[] }
  for (const { containerId, ifname } of records.filter((record) => judge(record) !== null)) {
    const name = { containerId, ifname }
    if (
      outcome.tried.length === limits.most ||
      platform.stopping() ||
      platform.monotonicMs() >= limits.until
    ) {
      outcome.left.push(name)
      continue
    }
    const result = await tryOne(platform, request, name, judge, limits.task)
    if (result === 'busy') outcome.busy.push(name)
    else if (result !== 'settled') outcome.tried.push(result)
  }
  return outcome
}

/** A record that is gone by now, or stale no more, is settled. */
async function tryOne(
  platform: Platform,
  request: Request,
  name: EntryName,
  judge: Judge,
  task: StaleLimits['task'],
): Promise<StaleTried | 'busy' | 'settled'> {
  try {
    const entry = await JournalEntry.openIfFree(platform, request.conf.stateDir, name)
    return entry === null ? 'busy' : await detachEntry(platform, request, entry, judge, task)
  } catch (failure) {
    if (!(failure instanceof CniError)) throw failure
    return { ...name, reason: 'it is stale', failure }
  }
}

async function detachEntry(
  platform: Platform,
  request: Request,
  entry: JournalEntry,
  judge: Judge,
  task: StaleLimits['task'],
): Promise<StaleTried | 'settled'> {
  let detached: { record: AttachmentRecord; reason: string; failure: CniError | null }
  try {
    const record = entry.read()
    const stale = record === undefined ? null : judge(record)
    if (record === undefined || stale === null) return 'settled'
    const { containerId, ifname, cniArgs } = record
    const args = {
      command: 'DEL',
      containerId,
      ifname,
      cniArgs,
      netns: stale.netns,
      path: stale.path,
    } as const
    const chains = chainsFor(platform, { ...request, args }, task)
    detached = { record, reason: stale.reason, failure: await detachRecord(chains, entry, record) }
  } finally {
    entry.release()
  }
  const { record, reason, failure } = detached
  await reportDetach(platform, request.conf.socket, detachReport(record, failure))
  return { containerId: record.containerId, ifname: record.ifname, reason, failure }
}
