import type { Socket } from 'node:net'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { FrameReader } from './frame-reader.ts'

/**
 * The frames that come in on a socket, which has to be paused. Nothing is read from it but while somebody waits for a
 * frame, so that whatever a plugin sends meanwhile stays in the kernel, which bounds it.
 */
export class FrameSource {
  readonly #socket: Socket
  readonly #reader = new FrameReader()
  readonly #complete: string[] = []
  #limitBytes = 0
  #waiting: PromiseWithResolvers<string | null> | null = null
  #hasEnded = false

  constructor(socket: Socket) {
    this.#socket = socket
    socket.on('data', (chunk) => this.#take(chunk as Buffer))
    for (const event of ['end', 'close'] as const) socket.on(event, () => this.#end())
  }

  /**
   * The next frame without its line feed, or null once the other side has ended.
   * @throws {Error} if it is longer than the limit
   */
  next(limitBytes: number): Promise<string | null> {
    const frame = this.#complete.shift()
    if (frame !== undefined) return Promise.resolve(frame)
    if (this.#hasEnded) return Promise.resolve(null)
    this.#limitBytes = limitBytes
    this.#waiting = Promise.withResolvers()
    this.#socket.resume()
    return this.#waiting.promise
  }

  /** Whether the other side has ended right behind what has been read: it waits for no answer any more. */
  async hasEnded(): Promise<boolean> {
    this.#socket.resume()
    // In one turn of the event loop Node reads the end, in the next it tells of it.
    await nextTurn()
    await nextTurn()
    if (this.#waiting === null) this.#socket.pause()
    return this.#hasEnded
  }

  #take(chunk: Buffer): void {
    try {
      this.#complete.push(...this.#reader.push(chunk, this.#limitBytes))
    } catch (error) {
      this.#socket.pause()
      this.#settle(({ reject }) => reject(error))
      return
    }
    if (this.#complete.length === 0) return
    this.#socket.pause()
    this.#settle(({ resolve }) => resolve(this.#complete.shift() ?? null))
  }

  #end(): void {
    this.#hasEnded = true
    this.#settle(({ resolve }) => resolve(this.#complete.shift() ?? null))
  }

  #settle(how: (waiting: PromiseWithResolvers<string | null>) => void): void {
    const waiting = this.#waiting
    this.#waiting = null
    if (waiting !== null) how(waiting)
  }
}
