import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { pipeline } from 'node:stream'
import { printListenAddress } from '../service-kit/listen-address.ts'

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
  const visitors = new Set<Socket>()
  const server = createServer((visitor) => {
    visitors.add(visitor)
    visitor.on('close', () => visitors.delete(visitor))
    // A connection that breaks, on whichever side, concerns nobody but the two.
    pipeline(visitor, connect(socketPath), visitor, () => undefined)
  })
  const { host, port, portIsFixed } = address
  const ports = portIsFixed ? [port] : [...Array.from({ length: 20 }, (_, at) => port + at), 0]
  const listening = await listenOnFirstFree(server, host, ports)
  return {
    url: printListenAddress({ kind: 'tcp', host, port: listening.port }),
    close: async () => {
      const closed = once(server, 'close')
      server.close()
      for (const visitor of visitors) visitor.destroy()
      await closed
    },
  }
}

async function listenOnFirstFree(
  server: Server,
  host: string,
  ports: readonly number[],
): Promise<AddressInfo> {
  const [port, ...others] = ports
  try {
    const listening = once(server, 'listening')
    server.listen(port, host)
    await listening
    return server.address() as AddressInfo
  } catch (error) {
    if (others.length > 0) return listenOnFirstFree(server, host, others)
    throw new Error(`Cannot serve the page on ${host}:${port ?? ''}: choose another port with --port`, {
      cause: error,
    })
  }
}
