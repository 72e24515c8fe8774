import type { Database, Statement } from 'better-sqlite3'
import { deflateBody } from './decision-row.ts'
import type { Steps } from './steps.ts'

/** So few that others get their turn between two steps. */
const rowsAStep = 50
/** What a storm of pods leaves is packed by several rounds: no one of them is to take long. */
const packedAtOnce = 1_000

interface Row {
  readonly id: string
  /** Null where it is packed. */
  readonly json: string | null
}

/**
 * Deflates the bodies of decisions, some time after they were stored: the pod does not wait for it. What was stored with
 * an earlier id meanwhile, as after the clock went back, is packed after the next start.
 */
export class BodyPacking {
  readonly #next: Statement<[string], Row>
  readonly #pack: Statement<[Buffer, string]>
  readonly #packAll: (rows: readonly Row[]) => number
  #after = ''

  constructor(database: Database) {
    this.#next = database.prepare(`SELECT id, CASE typeof(body) WHEN 'text' THEN body END AS json
      FROM decision WHERE id > ? ORDER BY id LIMIT ${rowsAStep}`)
    this.#pack = database.prepare('UPDATE decision SET body = ? WHERE id = ?')
    const packAll = database.transaction((rows: readonly Row[]) => {
      for (const { id, json } of rows) if (json !== null) this.#pack.run(deflateBody(json), id)
      return rows.filter(({ json }) => json !== null).length
    })
    this.#packAll = (rows) => packAll.immediate(rows)
  }

  /** Packs what has come since the last time, or as much of it as is right at once. */
  async run(steps: Steps): Promise<void> {
    for (let packed = 0; packed < packedAtOnce;) {
      const rows = this.#next.all(this.#after)
      if (rows.some(({ json }) => json !== null)) packed += this.#packAll(rows)
      this.#after = rows.at(-1)?.id ?? this.#after
      if (rows.length < rowsAStep || !(await steps.next())) return
    }
  }
}
