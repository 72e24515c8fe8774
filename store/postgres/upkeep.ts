import type { Clock } from '../../service-kit/clock.ts'
import { PostgresDatabase } from './postgres-database.ts'

/** Summing up an hour of 5 000 nodes is work of minutes for the server; the caller only waits. */
const patience = { connectMs: 2_000, statementMs: 600_000 }
/** A week of hours: what is left is done the next time. */
const mostSteps = 168

/**
 * What a database needs about every hour, in steps of a transaction each: partitions ahead, roll-ups, dropping. Anybody
 * who may write can do it; of several at once one does.
 */
export class Upkeep {
  readonly #url: string
  readonly #clock: Clock
  #isClosed = false
  #running: Promise<void> = Promise.resolve()

  constructor(url: string, clock: Clock) {
    this.#url = url
    this.#clock = clock
  }

  /** By that time (Unix, in ms), or by the server's where it is earlier or none is given. */
  run(nowMs: number | null): Promise<void> {
    const run = this.#steps(nowMs)
    this.#running = run.catch(() => undefined)
    return run
  }

  /** Ends what is being done after its step. */
  async close(): Promise<void> {
    this.#isClosed = true
    await this.#running
  }

  async #steps(nowMs: number | null): Promise<void> {
    await using database = new PostgresDatabase(this.#url, {
      program: 'genie-upkeep',
      patience,
      connections: 1,
      clock: this.#clock,
    })
    for (let step = 0; step < mostSteps && !this.#isClosed; step += 1) {
      const [answer] = await database.query<{ readonly more: boolean }>(
        'SELECT genie.maintain($1::bigint) AS more',
        [nowMs],
      )
      if (answer?.more !== true) return
    }
  }
}
