import { createServer, type Socket } from 'node:net'
import { errorCodes } from '../../cni/error-codes.ts'
import type { Logger } from '../../service-kit/logger.ts'
import { bindSocket } from './bind-socket.ts'
import { Places } from './places.ts'
import { PluginConnection, type PluginService } from './plugin-connection.ts'
import { refuse } from './send-frame.ts'
import { socketLimits, type SocketLimits } from './socket-limits.ts'
import { within } from './within.ts'

/** How busy the socket is. */
export interface SocketLoad {
  /** Connections that are open. */
  readonly connections: number
  /** Those of them that wait until a frame of theirs is read. */
  readonly queued: number
}

/** A connection that says nothing for this long is closed; a delegate may well run for minutes. */
const idleLimitMs = 300_000
/** As many more are told that they are too many; beyond these, connections are closed without a word. */
const refusedAtOnce = 256

/** Serves plugins on a unix socket, so many at a time and in the order of their coming. */
export class AgentSocket implements AsyncDisposable {
  readonly #service: PluginService
  readonly #logger: Logger
  readonly #limits: SocketLimits
  readonly #places: Places
  readonly #connections = new Map<PluginConnection, Promise<void>>()
  readonly #sockets = new Set<Socket>()
  readonly #server = createServer({ pauseOnConnect: true }, (socket) => this.#accept(socket))
  #isFull = false

  constructor(service: PluginService, logger: Logger, limits = socketLimits) {
    this.#service = service
    this.#logger = logger
    this.#limits = limits
    this.#places = new Places(limits.places)
    this.#server.maxConnections = limits.connections + refusedAtOnce
  }

  /** @throws {Error} if another agent listens there, or nobody can */
  async listen(path: string): Promise<void> {
    await bindSocket(this.#server, path)
  }

  get load(): SocketLoad {
    return { connections: this.#connections.size, queued: this.#places.waiting }
  }

  /** Takes no more connections, lets plans that are being made come to their end, and closes. */
  async [Symbol.asyncDispose](): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()))
    for (const connection of this.#connections.keys()) connection.stop()
    const served = Promise.all(this.#connections.values())
    await within(this.#limits.stopMs, 'Cannot wait for all plans', served).catch(() => undefined)
    for (const socket of this.#sockets) socket.destroy()
    await closed
  }

  #accept(socket: Socket): void {
    this.#sockets.add(socket)
    socket.on('close', () => this.#sockets.delete(socket))
    socket.on('error', (error) => this.#logger.debug(`A plugin's connection broke: ${error.message}`))
    socket.setTimeout(idleLimitMs, () => socket.destroy())
    if (this.#connections.size < this.#limits.connections) this.#serve(socket)
    else this.#turnAway(socket)
  }

  #serve(socket: Socket): void {
    this.#isFull = false
    const connection = new PluginConnection(socket, {
      places: this.#places,
      service: this.#service,
      limits: this.#limits,
      logger: this.#logger,
    })
    const served = connection.serve().finally(() => this.#connections.delete(connection))
    this.#connections.set(connection, served)
  }

  #turnAway(socket: Socket): void {
    const msg = `Cannot plan as ${this.#limits.connections} plugins are connected already: try again`
    if (!this.#isFull) this.#logger.warn(msg)
    this.#isFull = true
    refuse(socket, errorCodes.tryAgainLater, msg)
  }
}
