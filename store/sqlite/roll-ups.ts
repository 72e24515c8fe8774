import type { Database, Statement } from 'better-sqlite3'
import { historyFigures, type HistoryPoint } from '../../domain/network-history.ts'
import { spansMs } from '../retention.ts'
import type { HistoryQuery } from '../sample-store.ts'
import { spreadOf } from '../spread-of.ts'
import { figureColumns } from './network-columns.ts'
import { packSpreads, unpackSpreads } from './spread-blob.ts'
import type { Steps } from './steps.ts'

interface Pending {
  readonly spanMs: number
  readonly at: number
  readonly network: string
}

interface Rolled {
  readonly at: number
  readonly samples: number
  readonly figures: Buffer
}

/** The figures of one sample behind its time, in the order of `historyFigures`. */
type FigureRow = [at: number, ...figures: (number | null)[]]

interface Statements {
  readonly note: Statement<[number, number, string]>
  readonly due: Statement<[{ readonly nowMs: number; readonly rows: number }], Pending>
  readonly done: Statement<[Pending]>
  readonly pendingOf: Statement<[number, number, number, string], number>
  readonly oldestPending: Statement<[], number | null>
  readonly keep: Statement<[Pending & Rolled]>
  readonly rolled: Statement<[number, string, number, number, number], Rolled>
  /** Newest first. */
  readonly raw: Statement<[string, number, number, number], FigureRow>
}

/** Minutes that are summed up in one step: a millisecond or two, as an hour of one network takes. */
const minutesAStep = 16
/** A backlog, as after a day without maintenance, goes in several rounds. */
const stepsACall = 1_000

/**
 * How networks were over minutes and hours. A span that gets a sample is noted in the same transaction, and summed up from
 * all its samples once it is not the present one: so no order of samples, no restart and no jump of the clock matters.
 */
export class RollUps {
  readonly #database: Database
  readonly #statements: Statements

  constructor(database: Database) {
    this.#database = database
    this.#statements = prepare(database)
  }

  /** To be called in the transaction that stores a sample of that network and time. */
  note(network: string, at: number): void {
    for (const spanMs of Object.values(spansMs))
      this.#statements.note.run(spanMs, Math.floor(at / spanMs) * spanMs, network)
  }

  /** Sums up what has ended. */
  async sumUp(nowMs: number, steps: Steps): Promise<void> {
    for (let step = 0; step < stepsACall; step += 1) {
      const due = this.#statements.due.all({ nowMs, rows: minutesAStep })
      const [first] = due
      if (first === undefined) return
      const minutes = due.filter(({ spanMs }) => spanMs === spansMs.minute)
      const inOneStep = minutes.length > 0 ? minutes : [first]
      this.#database.transaction(() => inOneStep.forEach((span) => this.#sumUpOne(span))).immediate()
      if (!(await steps.next())) return
    }
  }

  /** The begin of the oldest span whose samples are still needed, in Unix ms; null if there is none. */
  oldestPending(): number | null {
    return this.#statements.oldestPending.get() ?? null
  }

  #sumUpOne(span: Pending): void {
    const rolled = this.#reckon(span)
    if (rolled.samples > 0) this.#statements.keep.run({ ...span, ...rolled })
    this.#statements.done.run(span)
  }

  #reckon({ spanMs, at, network }: Pending): Rolled {
    const rows = this.#statements.raw.all(network, at, at + spanMs, -1)
    const entries = historyFigures.map((figure, index) => [
      figure,
      spreadOf(rows.map((row) => row[index + 1] ?? null).filter((value) => value !== null)),
    ])
    const figures = packSpreads(Object.fromEntries(entries) as HistoryPoint['figures'], rows.length)
    return { at, samples: rows.length, figures }
  }

  /** Spans that were summed up, and those that are not yet as if they were; oldest first. */
  history({ network, fromMs, toMs, resolution, limit }: HistoryQuery): HistoryPoint[] {
    if (resolution === 'raw')
      return this.#statements.raw.all(network, fromMs, toMs, limit).reverse().map(rawPoint)
    const spanMs = spansMs[resolution]
    const points = new Map(
      this.#statements.rolled.all(spanMs, network, fromMs, toMs, limit).map((each) => [each.at, each]),
    )
    for (const at of this.#statements.pendingOf.all(spanMs, fromMs, toMs, network)) {
      const reckoned = this.#reckon({ spanMs, at, network })
      if (reckoned.samples >= Math.max(1, points.get(at)?.samples ?? 0)) points.set(at, reckoned)
    }
    return [...points.values()]
      .sort((a, b) => a.at - b.at)
      .slice(-limit)
      .map(({ at, samples, figures }) => ({ at, figures: unpackSpreads(figures, samples) }))
  }
}

function rawPoint([at, ...values]: FigureRow): HistoryPoint {
  const entries = historyFigures.map((figure, index) => {
    const value = values[index] ?? null
    return [figure, value === null ? null : { min: value, max: value, p50: value, p95: value, count: 1 }]
  })
  return { at, figures: Object.fromEntries(entries) as HistoryPoint['figures'] }
}

function prepare(database: Database): Statements {
  return {
    note: database.prepare('INSERT OR IGNORE INTO pending_rollup (span_ms, at, network) VALUES (?, ?, ?)'),
    due: database.prepare(`SELECT span_ms AS spanMs, at, network FROM pending_rollup
      WHERE NOT (at <= @nowMs AND @nowMs < at + span_ms) ORDER BY span_ms, at, network LIMIT @rows`),
    done: database.prepare(
      'DELETE FROM pending_rollup WHERE span_ms = @spanMs AND at = @at AND network = @network',
    ),
    pendingOf: database
      .prepare<[number, number, number, string], number>(
        'SELECT at FROM pending_rollup WHERE span_ms = ? AND at >= ? AND at < ? AND network = ?',
      )
      .pluck(),
    oldestPending: database.prepare<[], number | null>('SELECT min(at) FROM pending_rollup').pluck(),
    // What was summed up from more samples stays: the others of that span are gone.
    keep: database.prepare(`INSERT INTO network_rollup (span_ms, network, at, samples, figures)
      VALUES (@spanMs, @network, @at, @samples, @figures)
      ON CONFLICT DO UPDATE SET samples = excluded.samples, figures = excluded.figures
        WHERE excluded.samples >= samples`),
    rolled: database.prepare(`SELECT at, samples, figures FROM network_rollup
      WHERE span_ms = ? AND network = ? AND at >= ? AND at < ? ORDER BY at DESC LIMIT ?`),
    raw: database
      .prepare<[string, number, number, number], FigureRow>(
        `SELECT at, ${figureColumns} FROM network_sample
        WHERE network = ? AND at >= ? AND at < ? ORDER BY at DESC LIMIT ?`,
      )
      .raw(),
  }
}
