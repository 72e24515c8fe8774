import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { PlatformError, type Connection } from '../platform.ts'
import { platformErrorOf } from './platform-error-of.ts'
import { within } from './within.ts'

/** As `Platform.dial`. */
export async function dial(path: string, deadlineMs: number): Promise<Connection> {
  const socket = connect({ path })
  try {
    await within(deadlineMs, `Connecting to ${path}`, once(socket, 'connect'))
  } catch (error) {
    socket.destroy()
    throw platformErrorOf(error)
  }
  // A fault shows at the next send or receive; without a listener it would end the process.
  socket.on('error', () => undefined)
  return new SocketConnection(socket, path)
}

class SocketConnection implements Connection {
  readonly #socket: Socket
  readonly #path: string
  constructor(socket: Socket, path: string) {
    this.#socket = socket
    this.#path = path
  }

  async send(text: string, deadlineMs: number): Promise<void> {
    const sent = new Promise<void>((resolve, reject) => {
      this.#socket.write(text, (error) => (error ? reject(platformErrorOf(error)) : resolve()))
    })
    await within(deadlineMs, `Sending to ${this.#path}`, sent)
  }

  receiveLine(limitBytes: number, deadlineMs: number): Promise<string> {
    return within(deadlineMs, `An answer from ${this.#path}`, this.#readLine(limitBytes))
  }

  close(): void {
    this.#socket.destroySoon()
  }

  async #readLine(limitBytes: number): Promise<string> {
    const chunks: Buffer[] = []
    let bytes = 0
    try {
      for await (const chunk of this.#socket.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
        const end = chunk.indexOf('\n')
        const part = end === -1 ? chunk : chunk.subarray(0, end)
        bytes += part.length
        if (bytes > limitBytes)
          throw new PlatformError('EFBIG', `The answer from ${this.#path} exceeds ${limitBytes} bytes`)
        chunks.push(part)
        if (end !== -1) return Buffer.concat(chunks).toString('utf8')
      }
    } catch (error) {
      throw platformErrorOf(error)
    }
    throw new PlatformError('ECONNRESET', `${this.#path} closed the connection before its answer ended`)
  }
}
