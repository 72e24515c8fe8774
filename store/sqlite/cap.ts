import type { Database } from 'better-sqlite3'
import { wholeHours, rowsAStep, type Trimmable } from './trim.ts'
import type { AgedRows } from './aged-rows.ts'
import { usedBytes } from './bytes-of.ts'
import type { Steps } from './steps.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** What goes when the file is too large, in this order. */
interface Victim {
  readonly rows: AgedRows
  /** How much of the oldest goes in one step: some milliseconds of work. */
  readonly strideMs: number
  /** Nothing from this time on goes. */
  readonly untilMs: () => number
  /** Told of the time before which all went. */
  readonly onRemoved?: (beforeMs: number) => void
}

/** A round of measuring adds some KiB: what is freed at once lasts for hours. */
const keptShare = 0.9
const stepsACall = 1_000

/**
 * Removes the oldest of the least valuable rows until they fill nine tenths of so many bytes; answers whether any had to
 * go. It ends, whatever is in the file: a step that removes nothing is the last one of its kind.
 */
export async function cap(
  database: Database,
  trimmable: Trimmable,
  maxBytes: number,
  steps: Steps,
): Promise<boolean> {
  if (usedBytes(database) <= maxBytes) return false
  let stepsLeft = stepsACall
  for (const { rows, strideMs, untilMs, onRemoved } of victimsOf(trimmable))
    while (usedBytes(database) > maxBytes * keptShare && stepsLeft > 0) {
      stepsLeft -= 1
      const oldest = rows.oldestAt()
      const beforeMs = oldest === null ? -Infinity : Math.min(oldest + strideMs, untilMs())
      if (rows.remove(-Infinity, beforeMs, rowsAStep) === 0) break
      onRemoved?.(beforeMs)
      if (!(await steps.next())) return true
    }
  return true
}

function victimsOf({ tables, rollUps, outbox }: Trimmable): readonly Victim[] {
  const summedUp = () => rollUps.oldestPending() ?? Infinity
  const shipped = () => outbox.oldestRound()
  const always = () => Infinity
  const forget = (beforeMs: number) => outbox.forgetRounds(beforeMs, Infinity)
  return [
    { rows: tables.attachments, strideMs: hourMs / 6, untilMs: shipped },
    {
      rows: tables.networks,
      strideMs: hourMs,
      untilMs: () => wholeHours(Math.min(summedUp(), shipped())),
    },
    { rows: tables.attachments, strideMs: hourMs / 6, untilMs: always },
    { rows: tables.minutes, strideMs: dayMs / 4, untilMs: always },
    { rows: tables.decisions, strideMs: dayMs / 4, untilMs: always },
    { rows: tables.networks, strideMs: hourMs, untilMs: () => wholeHours(summedUp()), onRemoved: forget },
    { rows: tables.hours, strideMs: 10 * dayMs, untilMs: always },
  ]
}
