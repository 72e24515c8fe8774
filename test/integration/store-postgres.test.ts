import { afterAll, beforeAll, describe } from 'vitest'
import { openPostgresStores } from '../../store/postgres/open-postgres-stores.ts'
import { noPostgres, PostgresServer } from '../support/postgres-server.ts'
import { describeStoreContract } from '../support/store-contract.ts'

/** The contract's times are ahead of today; a server whose clock says less takes no row of the future. */
const atTheEndOfTime = `CREATE OR REPLACE FUNCTION genie.now_ms() RETURNS BIGINT LANGUAGE sql STABLE
  AS 'SELECT 9007199254740991'`

describe.skipIf(noPostgres)(`PostgreSQL${noPostgres}`, () => {
  let server: PostgresServer
  beforeAll(async () => {
    server = await PostgresServer.start()
  })
  afterAll(() => server[Symbol.asyncDispose]())

  describeStoreContract('PostgreSQL', {
    open: async () => {
      const url = await server.newDatabase()
      const stores = await openPostgresStores(url, { node: 'n1', upkeepMs: 600_000 })
      await server.run(new URL(url).pathname.slice(1), atTheEndOfTime)
      return stores
    },
  })
})
