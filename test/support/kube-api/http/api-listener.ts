import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import type { IncomingMessage } from 'node:http'
import type { ServingCertificate } from './serving-certificate.ts'

/** What takes a connection over: WebSockets. */
export type UpgradeListener = (request: IncomingMessage, socket: Duplex, head: Buffer) => void

/** A listener on loopback that can go away and come back on the same port. */
export class ApiListener {
  readonly #handlers: { readonly onRequest: RequestListener; readonly onUpgrade: UpgradeListener }
  readonly #certificate: ServingCertificate | undefined
  #server: Server | undefined
  #port = 0
  readonly #upgraded = new Set<Duplex>()

  constructor(onRequest: RequestListener, onUpgrade: UpgradeListener, certificate?: ServingCertificate) {
    this.#handlers = { onRequest, onUpgrade }
    this.#certificate = certificate
  }

  get url(): string {
    return `${this.#certificate === undefined ? 'http' : 'https'}://127.0.0.1:${this.#port}`
  }

  async open(): Promise<void> {
    const server = this.#certificate === undefined ? createServer() : createTlsServer(this.#certificate)
    server.on('request', this.#handlers.onRequest)
    server.on('upgrade', (request, socket, head) => {
      this.#upgraded.add(socket)
      socket.on('close', () => this.#upgraded.delete(socket))
      this.#handlers.onUpgrade(request, socket, head)
    })
    server.requestTimeout = 0
    server.keepAliveTimeout = 60_000
    server.listen(this.#port, '127.0.0.1')
    await once(server, 'listening')
    this.#port = (server.address() as AddressInfo).port
    this.#server = server
  }

  /** Ends every connection and refuses new ones. */
  async close(): Promise<void> {
    const server = this.#server
    if (server === undefined) return
    this.#server = undefined
    const closed = new Promise((resolve) => server.close(resolve))
    server.closeAllConnections()
    for (const socket of this.#upgraded) socket.destroy()
    await closed
  }
}
