import { connect, type Connection } from './connect.ts'
import { databaseName } from './database-name.ts'
import { postgresSentence } from './postgres-fault.ts'

/** Summing up an hour of 5 000 nodes is work of minutes for the server; the caller only waits. */
const patience = { connectMs: 2_000, statementMs: 600_000 }
/** As agents do it of their own files, by the server's clock; nobody else would where all agents ship. */
const forget = `SELECT genie.forget_usage(genie.now_ms() - 90 * 86400000::bigint,
  to_char((now() - interval '400 days') AT TIME ZONE 'UTC', 'YYYY-MM'))`

/** A week of hours: what is left is done the next time. */
const mostSteps = 168

/**
 * What a database needs about every hour, in steps of a transaction each: partitions ahead, roll-ups, dropping, and usage that
 * is too old. Anybody
 * who may write can do it; of several at once one does.
 */
export class Upkeep {
  readonly #url: string
  #isClosed = false
  #connection: Connection | undefined
  #running: Promise<void> = Promise.resolve()

  constructor(url: string) {
    this.#url = url
  }

  /**
   * By that time (Unix, in ms), or by the server's where it is earlier or none is given.
   * @throws {Error} one sentence
   */
  run(nowMs: number | null): Promise<void> {
    this.#running = this.#steps(nowMs).catch((cause: unknown) => {
      if (!this.#isClosed) throw new Error(postgresSentence(databaseName(this.#url), cause), { cause })
    })
    return this.#running
  }

  /** Nobody waits for a step: the server ends it by itself. */
  async close(): Promise<void> {
    this.#isClosed = true
    this.#connection?.destroy()
    await this.#running.catch(() => undefined)
  }

  async #steps(nowMs: number | null): Promise<void> {
    await using connection = await connect(this.#url, 'genie-upkeep', patience)
    this.#connection = connection
    for (let step = 0; step < mostSteps && !this.#isClosed; step += 1) {
      const [answer] = await connection.query<{ readonly more: boolean }>(
        'SELECT genie.maintain($1::bigint) AS more',
        [nowMs],
      )
      if (answer?.more !== true) break
    }
    if (!this.#isClosed) await connection.query(forget)
  }
}
