import { Duplex } from 'node:stream'
import type { RawData, WebSocket } from 'ws'

const dataChannel = 0
const errorChannel = 1
/** The first message of each channel says which port it is of. */
const portBytes = 2

/**
 * A forwarded port as a stream. Each message begins with the byte of its channel. The protocol cannot close one
 * direction alone, so that the end of what we write is told to nobody.
 */
export class ForwardedPort extends Duplex {
  readonly #socket: WebSocket
  readonly #what: string
  readonly #begun = new Set<number>()

  /** `what` is said in errors, as in `forward port 80 of pod a/b`. */
  constructor(socket: WebSocket, what: string) {
    super()
    this.#socket = socket
    this.#what = what
    socket.on('message', (message) => this.#take(bytesOf(message)))
    socket.on('close', () => this.push(null))
    socket.on('error', (error) => this.destroy(error))
    // Whoever waits for the connection is told by its own listener; nobody may be listening to the stream yet.
    this.on('error', () => undefined)
  }

  override _read(): void {
    this.#socket.resume()
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#socket.send(Buffer.concat([Buffer.of(dataChannel), chunk]), (error) => done(error ?? null))
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#socket.terminate()
    done(error)
  }

  #take(message: Buffer): void {
    const channel = message[0] ?? dataChannel
    const skipped = this.#begun.has(channel) ? 1 : 1 + portBytes
    this.#begun.add(channel)
    const body = message.subarray(skipped)
    if (body.length === 0) return
    if (channel === errorChannel)
      this.destroy(new Error(`Cannot ${this.#what}: ${body.toString('utf8').trim().slice(0, 300)}`))
    else if (channel === dataChannel && !this.push(body)) this.#socket.pause()
  }
}

function bytesOf(message: RawData): Buffer {
  if (Array.isArray(message)) return Buffer.concat(message)
  return Buffer.isBuffer(message) ? message : Buffer.from(message)
}
