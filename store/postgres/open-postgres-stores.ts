import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { systemClock, type Clock } from '../../service-kit/clock.ts'
import { readMigrations } from '../read-migrations.ts'
import { lookAtClock, tellsAges, type SeenClock } from '../steady-clock.ts'
import type { Stores } from '../stores.ts'
import type { Patience } from './connect.ts'
import { migratePostgres } from './migrate-postgres.ts'
import { PostgresDatabase } from './postgres-database.ts'
import { PostgresDecisionStore } from './postgres-decision-store.ts'
import { PostgresIntentStore } from './postgres-intent-store.ts'
import { PostgresNetworkStore } from './postgres-network-store.ts'
import { PostgresSampleStore } from './postgres-sample-store.ts'
import { PostgresUsageStore } from './postgres-usage-store.ts'
import { Upkeep } from './upkeep.ts'

/** Where the steps of the schema are. */
export const postgresMigrations = fileURLToPath(new URL('../../migrations/postgres/', import.meta.url))

/** Whose stores, and how long they may keep a caller. */
export interface PostgresStoresOptions {
  readonly node: string
  readonly patience?: Patience
  readonly migrations?: string
  readonly clock?: Clock
  /** For how long `maintain` waits, in ms; the server goes on with it, and the next call tells what came of it. */
  readonly upkeepMs?: number
}

/** A pod waits for a plan, and a plugin waits 1.5 s for it in all. */
const ofAPod: Patience = { connectMs: 1_000, statementMs: 1_000 }
/** The first time there is a schema to be made. */
const ofAStart: Patience = { connectMs: 2_000, statementMs: 10_000 }

const hourMs = 3_600_000

/** Summing up an hour of 5 000 nodes takes the server minutes, and rounds of measuring come every ten seconds. */
const usualUpkeepMs = 2_000

/**
 * Opens one node's stores in PostgreSQL, and brings the schema up to date if this user may.
 * @throws {Error} one sentence without the password: not reachable, not let in, or made by a newer program
 */
export async function openPostgresStores(url: string, options: PostgresStoresOptions): Promise<Stores> {
  const { node, patience = ofAPod, migrations = postgresMigrations, clock = systemClock } = options
  const { upkeepMs = usualUpkeepMs } = options
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
  let isUnderWay = false
  let failedLate: Error | null = null
  const runUpkeep = async (nowMs: number) => {
    isUnderWay = true
    try {
      await upkeep.run(nowMs)
    } finally {
      isUnderWay = false
    }
  }
  const close = async () => {
    await upkeep.close()
    await database.close()
  }
  return {
    samples,
    decisions: new PostgresDecisionStore(database, node),
    intents: new PostgresIntentStore(database),
    usage: new PostgresUsageStore(database, node),
    networks: new PostgresNetworkStore(database, node),
    outbox: null,
    async maintain(nowMs) {
      looked = lookAtClock(looked, nowMs)
      if (failedLate !== null) {
        const error = failedLate
        failedLate = null
        throw error
      }
      if (isUnderWay || Math.abs(nowMs - maintainedAt) < hourMs) return
      maintainedAt = nowMs
      if (!tellsAges(looked)) return
      samples.forget(nowMs)
      const running = runUpkeep(nowMs)
      if (await endsWithin(running, upkeepMs)) return
      running.catch((error: unknown) => {
        failedLate = error instanceof Error ? error : new Error(String(error))
      })
    },
    close,
    [Symbol.asyncDispose]: close,
  }
}

/** Whether it ends in so many ms; throws what it throws until then. */
async function endsWithin(work: Promise<void>, ms: number): Promise<boolean> {
  const waiting = new AbortController()
  try {
    const { signal } = waiting
    return await Promise.race([work.then(() => true), setTimeout(ms, false, { signal })])
  } finally {
    waiting.abort()
  }
}
