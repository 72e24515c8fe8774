import { chmodSync, rmSync } from 'node:fs'
import type { HttpServer } from './http-server.ts'
import type { ListenAddress } from './listen-address.ts'

/** Listens; a unix socket is for its owner alone, and one that a dead program has left there is replaced. */
export async function listenOn(server: HttpServer, address: ListenAddress): Promise<void> {
  if (address.kind === 'unix') {
    rmSync(address.path, { force: true })
    await server.listen({ path: address.path })
    chmodSync(address.path, 0o600)
  } else await server.listen({ host: address.host, port: address.port })
}
