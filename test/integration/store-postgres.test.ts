import { afterAll, beforeAll, describe } from 'vitest'
import { openPostgresStores } from '../../store/postgres/open-postgres-stores.ts'
import { noPostgres, PostgresServer } from '../support/postgres-server.ts'
import { describeStoreContract } from '../support/store-contract.ts'

describe.skipIf(noPostgres)(`PostgreSQL${noPostgres}`, () => {
  let server: PostgresServer
  beforeAll(async () => {
    server = await PostgresServer.start()
  })
  afterAll(() => server[Symbol.asyncDispose]())

  describeStoreContract('PostgreSQL', async () =>
    openPostgresStores(await server.newDatabase(), { node: 'n1' }),
  )
})
