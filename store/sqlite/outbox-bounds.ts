import type { Database, Statement } from 'better-sqlite3'

/** What of the outbox bounds how long samples are kept. Unix times in ms. */
export class OutboxBounds {
  readonly #oldest: Statement<[], number | null>
  readonly #forget: Statement<[number, number]>

  constructor(database: Database) {
    this.#oldest = database.prepare<[], number | null>('SELECT min(round_at) FROM outbox').pluck()
    this.#forget = database.prepare('DELETE FROM outbox WHERE round_at < ? OR round_at > ?')
  }

  /** The time of the oldest round that is not shipped yet; Infinity if there is none. */
  oldestRound(): number {
    return this.#oldest.get() ?? Infinity
  }

  /** Gives up on the rounds before the one time and after the other. */
  forgetRounds(beforeMs: number, afterMs: number): void {
    this.#forget.run(beforeMs, afterMs)
  }
}
