import type { Clock } from '../../service-kit/clock.ts'
import { PostgresDatabase } from './postgres-database.ts'

/** Summing up an hour of 5 000 nodes is work of minutes for the server; the caller only waits. */
const patience = { connectMs: 2_000, statementMs: 600_000 }
/** A week of hours: more than that is done the next time. */
const mostSteps = 168

/**
 * Does what a database needs about every hour, in steps of a transaction each: partitions ahead, roll-ups, dropping.
 * Anybody who may write can do it; of several at once one does.
 */
export function maintainer(url: string, clock: Clock): (nowMs: number) => Promise<void> {
  return async (nowMs) => {
    await using database = new PostgresDatabase(url, {
      program: 'genie-maintenance',
      patience,
      connections: 1,
      clock,
    })
    for (let step = 0; step < mostSteps; step += 1) {
      const [answer] = await database.query<{ readonly more: boolean }>(
        'SELECT genie.maintain($1::bigint) AS more',
        [nowMs],
      )
      if (answer?.more !== true) return
    }
  }
}
