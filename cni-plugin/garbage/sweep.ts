import type { AttachmentRecord } from '../../domain/attachment-record.ts'
import { staleReason } from '../../journal/stale-reason.ts'
import { bootId } from '../journal/boot-id.ts'
import { deadlines } from '../deadlines.ts'
import { detachStale, type Judge, type StaleLimits, type StaleTried } from './detach-stale.ts'
import type { EntryName } from '../journal/entry-name.ts'
import type { Platform } from '../platform/platform.ts'
import { readJournal } from '../journal/read-journal.ts'
import type { Request } from '../request/read-request.ts'
import { sweepLeftovers } from './sweep-leftovers.ts'
import { unseenNamespaces } from './unseen-namespaces.ts'

/** An attachment that was undone, and why, as words that follow its name. */
export interface Swept extends EntryName {
  readonly reason: string
}

/** What SWEEP prints. */
export interface SweepReport {
  readonly swept: readonly Swept[]
  /** What is still there, and what kept it. */
  readonly failed: readonly (Swept & { readonly error: string })[]
}

/**
 * SWEEP, our own command: undoes every attachment that nobody can need any more, of an earlier boot or without its
 * namespace, as its record says and with an empty CNI_NETNS, and removes what ended processes have left of locks and
 * half-written files. What another process is working on is left to it, and what there is no time for to the next
 * SWEEP. Throws code 5 if the journal cannot be listed.
 */
export async function sweep(platform: Platform, request: Request): Promise<SweepReport> {
  const limits = { until: platform.monotonicMs() + deadlines.staleMs, task: 'leftover' } as const
  return (await sweepWithin(platform, request, limits)).report
}

/** SWEEP within these limits; `left` is how many there was no room for. Throws as `sweep`. */
export async function sweepWithin(
  platform: Platform,
  request: Request,
  limits: StaleLimits,
): Promise<{ readonly report: SweepReport; readonly left: number }> {
  const { stateDir } = request.conf
  const boot = bootId(platform)
  const { records, halfWritten } = readJournal(platform, stateDir)
  const unseen = unseenNamespaces(records, boot, platform)
  const judge: Judge = (record) => {
    const reason = staleReason(record, boot, (path) => platform.isNamespace(path))
    return reason === null ? null : { reason, netns: '', path: record.cniPath || request.args.path }
  }
  const others = records.filter((record) => !unseen.includes(record))
  const { tried, left } = await detachStale(platform, request, others, judge, limits)
  await sweepLeftovers(platform, stateDir, halfWritten)
  if (unseen.length > 0) platform.writeStderr(`genie: ${blindness(unseen)}\n`)
  return { report: reportOf(tried, unseen), left: left.length }
}

function reportOf(tried: readonly StaleTried[], unseen: readonly AttachmentRecord[]): SweepReport {
  const swept: Swept[] = []
  const failed = unseen.map(({ containerId, ifname }) => ({
    ...{ containerId, ifname, reason: 'has a namespace that cannot be seen' },
    error: 'Cannot tell whether it is stale: see standard error',
  }))
  for (const { containerId, ifname, reason, failure } of tried) {
    if (failure === null) swept.push({ containerId, ifname, reason })
    else failed.push({ containerId, ifname, reason, error: failure.message })
  }
  return { swept, failed }
}

function blindness(unseen: readonly AttachmentRecord[]): string {
  const [first] = unseen
  return `Cannot see any network namespace of this boot, ${first?.netns ?? ''} for one of ${unseen.length}, and sweeps none of them: run SWEEP in the mount namespace of the host`
}
