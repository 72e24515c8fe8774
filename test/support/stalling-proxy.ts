import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'

/** A way to a port of loopback that can be made to stall: connections stay open and nothing passes. */
export class StallingProxy implements AsyncDisposable {
  readonly #server: Server
  readonly #sockets = new Set<Socket>()
  #isStalled = false

  private constructor(server: Server) {
    this.#server = server
  }

  static async to(port: number): Promise<StallingProxy> {
    const server = createServer()
    const proxy = new StallingProxy(server)
    server.on('connection', (near) => proxy.#join(near, connect(port, '127.0.0.1')))
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    return proxy
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  /** How many connections are open from the near side. */
  get connections(): number {
    return this.#sockets.size / 2
  }

  stall(isStalled: boolean): void {
    this.#isStalled = isStalled
    for (const socket of this.#sockets)
      if (isStalled) socket.pause()
      else socket.resume()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy()
    this.#server.close()
    await once(this.#server, 'close')
  }

  #join(near: Socket, far: Socket): void {
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      this.#sockets.add(from)
      from.on('data', (bytes) => to.write(bytes))
      from.on('error', () => to.destroy())
      from.on('close', () => {
        this.#sockets.delete(from)
        to.destroy()
      })
      if (this.#isStalled) from.pause()
    }
  }
}
