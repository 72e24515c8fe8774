import type { Database } from 'better-sqlite3'
import { spansMs } from '../retention.ts'
import { namesIn } from './names-in.ts'

/** Rows that have a time, of one kind. Unix times in ms. */
export interface AgedRows {
  /** Null if there is none. */
  oldestAt(): number | null
  /** Removes the oldest of those from the one time on and before the other, so many at most; answers how many went. */
  remove(fromMs: number, beforeMs: number, rows: number): number
}

/** All that has an age. */
export interface AgedTables {
  readonly networks: AgedRows
  readonly minutes: AgedRows
  readonly hours: AgedRows
  readonly attachments: AgedRows
  /** Those that are to be shipped yet are none of them. */
  readonly decisions: AgedRows
  readonly endedDecisions: AgedRows
  /** Of intents. */
  readonly changes: AgedRows
}

type Span = { readonly fromMs: number; readonly beforeMs: number; readonly rows: number }

const isShipped = 'NOT EXISTS (SELECT 1 FROM outbox WHERE decision_id = decision.id)'
/** Whatever a caller's clock says: the table lets no younger ones go. */
const mayGo = '(at < (unixepoch() - 400 * 86400) * 1000)'
const hasEnded = "outcome NOT IN ('planned', 'attached')"

/** Prepares the statements of all of them. */
export function agedTables(database: Database): AgedTables {
  return {
    networks: rowsByNetwork(database, 'network_sample', 'true'),
    minutes: rowsByNetwork(database, 'network_rollup', `span_ms = ${spansMs.minute}`),
    hours: rowsByNetwork(database, 'network_rollup', `span_ms = ${spansMs.hour}`),
    attachments: rowsByTime(database, 'attachment_sample', 'at, attachment', 'true'),
    decisions: rowsByTime(database, 'decision', 'id', isShipped),
    endedDecisions: rowsByTime(database, 'decision', 'id', `${isShipped} AND ${hasEnded}`),
    changes: rowsByTime(database, 'intent_change', 'seq', mayGo),
  }
}

function rowsByTime(database: Database, table: string, key: string, condition: string): AgedRows {
  const oldest = database
    .prepare<[], number>(`SELECT at FROM ${table} WHERE ${condition} ORDER BY at LIMIT 1`)
    .pluck()
  const remove = database.prepare<[Span]>(`DELETE FROM ${table} WHERE (${key}) IN (SELECT ${key} FROM ${table}
    WHERE at >= @fromMs AND at < @beforeMs AND ${condition} ORDER BY at LIMIT @rows)`)
  return {
    oldestAt: () => oldest.get() ?? null,
    remove: (fromMs, beforeMs, rows) => remove.run({ fromMs, beforeMs, rows }).changes,
  }
}

/** Where the key begins with the network, each is gone through on its own: else all rows would be. */
function rowsByNetwork(database: Database, table: string, condition: string): AgedRows {
  const withNames = `WITH ${namesIn(table, condition)}`
  const names = database
    .prepare<[], string>(`${withNames} SELECT network FROM name WHERE network IS NOT NULL`)
    .pluck()
  const oldest = database
    .prepare<[], number | null>(
      `${withNames} SELECT min((SELECT min(at) FROM ${table} WHERE ${condition} AND network = name.network)) FROM name`,
    )
    .pluck()
  const remove = database.prepare<[Span & { readonly network: string }]>(
    `DELETE FROM ${table} WHERE ${condition} AND network = @network AND at IN (SELECT at FROM ${table}
      WHERE ${condition} AND network = @network AND at >= @fromMs AND at < @beforeMs ORDER BY at LIMIT @rows)`,
  )
  return {
    oldestAt: () => oldest.get() ?? null,
    remove(fromMs, beforeMs, rows) {
      let removed = 0
      for (const network of names.all())
        if (removed < rows) removed += remove.run({ network, fromMs, beforeMs, rows: rows - removed }).changes
      return removed
    },
  }
}
