import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'

/** A TCP address that leads to the agent's unix socket. */
export interface PagePipe {
  /** What a person types into the browser. */
  readonly url: string
  close(): Promise<void>
}

/** Where the page shall be. Without a fixed port the first free one from 8480 on is taken. */
export interface PageAddress {
  readonly host: string
  readonly port: number
  readonly portIsFixed: boolean
}

/**
 * The agent lives in the node's namespace, whose loopback no browser can reach; a unix socket has no such walls. So
 * the page is served outside by handing every connection through.
 *
 * @throws an Error if a fixed port is taken.
 */
export async function openPagePipe(address: PageAddress, socketPath: string): Promise<PagePipe> {
  const connections = new Set<Socket>()
  const server = createServer((outer) => {
    const inner = connect(socketPath)
    for (const [from, to] of [
      [outer, inner],
      [inner, outer],
    ] as const) {
      connections.add(from)
      from.pipe(to)
      from.on('error', () => to.destroy())
      from.on('close', () => connections.delete(from) && to.destroy())
    }
  })
  const { port } = await listenOnFreePort(server, address)
  return {
    url: `http://${address.host.includes(':') ? `[${address.host}]` : address.host}:${port}/`,
    close: async () => {
      const closed = once(server, 'close')
      server.close()
      for (const connection of connections) connection.destroy()
      await closed
    },
  }
}

/** The twenty ports from the wanted one on, then whichever the system has. */
async function listenOnFreePort(
  server: Server,
  { host, port, portIsFixed }: PageAddress,
): Promise<AddressInfo> {
  const candidates = portIsFixed ? [port] : [...Array.from({ length: 20 }, (_, at) => port + at), 0]
  for (const candidate of candidates)
    try {
      const listening = once(server, 'listening')
      server.listen(candidate, host)
      await listening
      return server.address() as AddressInfo
    } catch (error) {
      if (candidate === candidates.at(-1))
        throw new Error(`Cannot serve the page on ${host}:${candidate}: choose another one with --port`, {
          cause: error,
        })
    }
  throw new Error('Cannot serve the page: no port to try')
}
