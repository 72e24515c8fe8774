import type { Database, Statement } from 'better-sqlite3'
import { aheadMs, retentionMs, spansMs } from '../retention.ts'
import type { AgedRows, AgedTables } from './aged-rows.ts'
import type { OutboxBounds } from './outbox-bounds.ts'
import type { RollUps } from './roll-ups.ts'
import type { Steps } from './steps.ts'

/** What is trimmed, and what says how far it may be. */
export interface Trimmable {
  readonly tables: AgedTables
  readonly rollUps: Pick<RollUps, 'oldestPending'>
  readonly outbox: OutboxBounds
}

/** Two or three milliseconds of work. */
export const rowsAStep = 500

/**
 * Removes what is too old by a clock that is right, and what is ahead of it: that was stored while the clock was wrong.
 * Samples that are not shipped or not summed up yet stay, and those of networks go by whole hours, so that an hour is
 * never summed up from a part of them.
 */
export async function trim(
  { tables, rollUps, outbox }: Trimmable,
  names: AttachmentNames,
  nowMs: number,
  steps: Steps,
): Promise<void> {
  outbox.forgetRounds(nowMs - retentionMs.unshipped, nowMs + aheadMs)
  const unshipped = outbox.oldestRound()
  const networksBefore = Math.min(
    nowMs - retentionMs.networks,
    rollUps.oldestPending() ?? Infinity,
    unshipped,
  )
  const attachmentsBefore = Math.min(nowMs - retentionMs.attachments, unshipped)
  const olds: readonly (readonly [AgedRows, number])[] = [
    [tables.attachments, attachmentsBefore],
    [tables.networks, wholeHours(networksBefore)],
    [tables.minutes, nowMs - retentionMs.minutes],
    [tables.hours, nowMs - retentionMs.hours],
    [tables.decisions, nowMs - retentionMs.decisions],
    [tables.changes, nowMs - retentionMs.changes],
  ]
  for (const [rows, beforeMs] of olds) await removeAll(rows, -Infinity, beforeMs, steps)
  const { attachments, networks, minutes, hours, endedDecisions } = tables
  for (const rows of [attachments, networks, minutes, hours, endedDecisions])
    await removeAll(rows, nowMs + aheadMs, Infinity, steps)
  names.forget(attachmentsBefore, nowMs)
}

/** The begin of the hour that a time is in. */
export function wholeHours(ms: number): number {
  return Math.floor(ms / spansMs.hour) * spansMs.hour
}

async function removeAll(rows: AgedRows, fromMs: number, beforeMs: number, steps: Steps): Promise<void> {
  while (rows.remove(fromMs, beforeMs, rowsAStep) > 0) if (!(await steps.next())) return
}

/** The attachments that samples name by a number. */
export class AttachmentNames {
  readonly #bringBack: Statement<[number, number]>
  readonly #forget: Statement<[number]>

  constructor(database: Database) {
    this.#bringBack = database.prepare('UPDATE attachment SET last_at = ? WHERE last_at > ?')
    this.#forget = database.prepare('DELETE FROM attachment WHERE last_at < ?')
  }

  /** Forgets those without a sample since; what was named by a clock that was ahead is as old as now. */
  forget(beforeMs: number, nowMs: number): void {
    this.#bringBack.run(nowMs, nowMs + aheadMs)
    this.#forget.run(beforeMs)
  }
}
