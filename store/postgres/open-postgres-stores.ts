import { fileURLToPath } from 'node:url'
import { systemClock, type Clock } from '../../service-kit/clock.ts'
import { readMigrations } from '../read-migrations.ts'
import { lookAtClock, tellsAges, type SeenClock } from '../steady-clock.ts'
import type { Stores } from '../stores.ts'
import type { Patience } from './connect.ts'
import { migratePostgres } from './migrate-postgres.ts'
import { PostgresDatabase } from './postgres-database.ts'
import { PostgresDecisionStore } from './postgres-decision-store.ts'
import { PostgresSampleStore } from './postgres-sample-store.ts'
import { Upkeep } from './upkeep.ts'

/** Where the steps of the schema are. */
export const postgresMigrations = fileURLToPath(new URL('../../migrations/postgres/', import.meta.url))

/** Whose stores, and how long they may keep a caller. */
export interface PostgresStoresOptions {
  readonly node: string
  readonly patience?: Patience
  readonly migrations?: string
  readonly clock?: Clock
}

/** A pod waits for a plan, and a plugin waits 1.5 s for it in all. */
const ofAPod: Patience = { connectMs: 1_000, statementMs: 1_000 }
/** The first time there is a schema to be made. */
const ofAStart: Patience = { connectMs: 2_000, statementMs: 10_000 }

const hourMs = 3_600_000

/**
 * Opens one node's stores in PostgreSQL, and brings the schema up to date if this user may.
 * @throws {Error} one sentence without the password: not reachable, not let in, or made by a newer program
 */
export async function openPostgresStores(url: string, options: PostgresStoresOptions): Promise<Stores> {
  const { node, patience = ofAPod, migrations = postgresMigrations, clock = systemClock } = options
  const known = await readMigrations(migrations)
  {
    await using first = new PostgresDatabase(url, {
      program: 'genie-migration',
      patience: ofAStart,
      connections: 1,
      clock,
    })
    await migratePostgres(first, known)
  }
  const database = new PostgresDatabase(url, { program: 'genie-agent', patience, connections: 2, clock })
  const samples = new PostgresSampleStore(database, node)
  const upkeep = new Upkeep(url)
  let looked: SeenClock | null = null
  let maintainedAt = -Infinity
  const close = async () => {
    await upkeep.close()
    await database.close()
  }
  return {
    samples,
    decisions: new PostgresDecisionStore(database, node),
    outbox: null,
    async maintain(nowMs) {
      looked = lookAtClock(looked, nowMs)
      if (Math.abs(nowMs - maintainedAt) < hourMs) return
      maintainedAt = nowMs
      if (!tellsAges(looked)) return
      samples.forget(nowMs)
      await upkeep.run(nowMs)
    },
    close,
    [Symbol.asyncDispose]: close,
  }
}
