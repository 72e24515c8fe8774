import { once } from 'node:events'
import { PostgresServer } from './postgres-server.ts'

/**
 * PostgreSQL as measurements need it, as safe as on a machine of its own: `node postgres-process.ts`. Prints the URL of an
 * empty database, and ends when its stdin does.
 */
await using server = await PostgresServer.start({
  isDurable: true,
  settings: ['shared_buffers=128MB', 'max_wal_size=1GB'],
})
process.stdout.write(`${await server.newDatabase()}\n`)
process.stdin.resume()
await once(process.stdin, 'end')
