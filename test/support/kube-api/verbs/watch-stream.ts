import type { ServerResponse } from 'node:http'
import type { WatchFault } from '../faults/fault.ts'
import type { ApiObject } from '../objects/api-object.ts'
import type { JsonObject } from '../objects/json-object.ts'

/** How a watch is answered. */
export interface WatchStreamOptions {
  readonly present: (object: ApiObject) => JsonObject
  readonly timeoutMs: number
  readonly bookmark?: () => JsonObject
  readonly bookmarkEveryMs?: number
  readonly fault?: WatchFault
}

/** The answer to a watch: a line of JSON for each event. */
export class WatchStream {
  readonly #response: ServerResponse
  readonly #options: WatchStreamOptions
  readonly #ends: (() => void)[] = []
  #isOpen = true
  #sent = 0

  constructor(response: ServerResponse, options: WatchStreamOptions) {
    this.#response = response
    this.#options = options
    response.writeHead(200, { 'content-type': 'application/json' })
    response.flushHeaders()
    response.on('close', () => this.#close())
    const deadline = setTimeout(() => this.end(), options.timeoutMs)
    const bookmarks = setInterval(() => this.#bookmark(), options.bookmarkEveryMs ?? 60_000)
    this.onEnd(() => clearTimeout(deadline))
    this.onEnd(() => clearInterval(bookmarks))
  }

  get isOpen(): boolean {
    return this.#isOpen
  }

  /** Called once, however it ends. */
  onEnd(tell: () => void): void {
    if (this.#isOpen) this.#ends.push(tell)
    else tell()
  }

  send(type: string, object: ApiObject): void {
    this.#write({ type, object: this.#options.present(object) })
  }

  /** Ends it as a server does: with a last bookmark, or with an error. */
  end(last?: JsonObject): void {
    if (last !== undefined) this.#write(last)
    else this.#bookmark()
    if (this.#isOpen) this.#response.end()
    this.#close()
  }

  /** Breaks it in the middle of a line. */
  cut(): void {
    if (!this.#isOpen) return
    const half = '{"type":"MODIFIED","object":{"apiVersion":"v1","kind":"Po'
    this.#response.write(half, () => this.#response.destroy())
    this.#close()
  }

  #bookmark(): void {
    const object = this.#options.bookmark?.()
    if (object !== undefined) this.#write({ type: 'BOOKMARK', object })
  }

  #write(event: JsonObject): void {
    const { fault } = this.#options
    if (!this.#isOpen || fault?.kind === 'silent') return
    this.#response.write(`${JSON.stringify(event)}\n`)
    this.#sent += 1
    if (fault?.kind === 'cut' && this.#sent >= fault.afterEvents) this.cut()
  }

  #close(): void {
    this.#isOpen = false
    for (const tell of this.#ends.splice(0)) tell()
  }
}
