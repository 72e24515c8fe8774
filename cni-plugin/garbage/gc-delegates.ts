import { CniError } from '../../cni/cni-error.ts'
import { errorCodes } from '../../cni/error-codes.ts'
import { parseConflist, type Conflist } from '../../cni/parse-conflist.ts'
import { isAtLeast } from '../../cni/versions.ts'
import type { AttachmentRecord } from '../../domain/attachment-record.ts'
import { entryKey, type EntryName } from '../journal/entry-name.ts'
import { readConfDir } from '../fallback/read-conf-dir.ts'
import { gcNetwork } from './gc-network.ts'
import type { Platform } from '../platform/platform.ts'
import { readJournal } from '../journal/read-journal.ts'
import type { Request } from '../request/read-request.ts'

/** What GC has found out before its delegates' turn. */
export interface Collection {
  /** What the runtime calls valid. */
  readonly valid: readonly EntryName[]
  /** The journal before anything was undone: it names networks that may have no attachment any more. */
  readonly known: readonly AttachmentRecord[]
  /** What is not valid, whether or not its DEL has succeeded. */
  readonly undone: readonly EntryName[]
  /** Monotonic time after which no further delegate is called. */
  readonly until: number
}

/**
 * Has the delegates of every known network collect what is left of attachments that are gone. Goes on after errors and
 * returns them all. What is valid without a record of ours, such as a pod from before our time, is valid on every
 * network; but where a record is damaged nobody knows the pod's further interfaces, and no delegate is called at all.
 */
export async function gcDelegates(
  platform: Platform,
  request: Request,
  { valid, known, undone, until }: Collection,
): Promise<readonly CniError[]> {
  const { records, damaged } = readJournal(platform, request.conf.stateDir)
  const isValid = among(valid)
  const unknown = damaged.filter(isValid)
  if (unknown.length > 0) return [networksUnknown(unknown)]
  const isUndone = among(undone)
  const hasRecord = among(records)
  const strangers = valid.filter((name) => !hasRecord(name))
  const kept = records.filter((record) => !isUndone(record)).flatMap(attachmentsOf)
  const failures: CniError[] = []
  for (const conflist of collectable(platform, request, [...known, ...records])) {
    const own = kept.filter(({ network }) => network === conflist.name)
    failures.push(...(await gcNetwork(platform, request, conflist, [...strangers, ...own], until)))
  }
  return failures
}

function among(names: readonly EntryName[]): (name: EntryName) => boolean {
  const keys = new Set(names.map(entryKey))
  return (name) => keys.has(entryKey(name))
}

/** A record's attachments, each with the name that its delegates know its network by. */
const attachmentsOf = ({ containerId, attachments }: AttachmentRecord) =>
  attachments.map(({ ifname, conflist }) => ({ network: parseConflist(conflist).name, containerId, ifname }))

/** Every conflist of the journal and of the conf dir, once, of those whose delegates may be called. */
function collectable(
  platform: Platform,
  { conf }: Request,
  records: readonly AttachmentRecord[],
): readonly Conflist[] {
  const ofJournal = records.flatMap(({ attachments }) => attachments)
  const ofConfDir = readConfDir(platform, conf.confDir).networks()
  const sources = new Set([...ofJournal, ...ofConfDir].map(({ conflist }) => conflist))
  return [...sources]
    .flatMap((source) => conflistIn(source) ?? [])
    .filter(({ version, disableGC }) => isAtLeast(version, '1.1.0') && !disableGC)
}

/** Null for a conf of a version that we do not speak: nothing can be attached to it. */
function conflistIn(source: string): Conflist | null {
  try {
    return parseConflist(source)
  } catch (error) {
    if (error instanceof CniError) return null
    throw error
  }
}

function networksUnknown(names: readonly EntryName[]): CniError {
  const keys = names.map(entryKey).join(', ')
  return new CniError(
    errorCodes.unknownContainer,
    `Cannot have delegates collect garbage as the journal record of ${keys} is damaged, and nobody knows what of that pod to keep: delete the pod`,
  )
}
