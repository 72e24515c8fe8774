import pg from 'pg'
import { expect, test, describe } from 'vitest'
import { openPostgresStores } from '../../store/postgres/open-postgres-stores.ts'
import { noPostgres, PostgresServer } from '../support/postgres-server.ts'

const hourMs = 3_600_000

describe.skipIf(noPostgres)(`upkeep that takes the server long${noPostgres}`, () => {
  test('keeps no round of measuring waiting, and tells later that it has failed', async () => {
    await using server = await PostgresServer.start()
    const url = await server.newDatabase()
    await using stores = await openPostgresStores(url, { node: 'n1', upkeepMs: 50 })
    const holder = new pg.Client({ connectionString: url })
    await holder.connect()
    try {
      await holder.query('BEGIN; LOCK TABLE genie.maintenance IN ACCESS EXCLUSIVE MODE')
      const nowMs = Date.now()
      for (let hours = 24; hours > 0; hours -= 1) await stores.maintain(nowMs - hours * hourMs)
      await stores.maintain(nowMs)
      await expect
        .poll(() => stores.maintain(nowMs + 1).then(() => 'nothing', String), { timeout: 15_000 })
        .toMatch(/does not answer in time \(55P03\)/)
      await holder.query('ROLLBACK')
      await stores.maintain(nowMs + hourMs)
    } finally {
      await holder.end()
    }
  })
})
