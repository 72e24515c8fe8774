import { signal } from '@preact/signals'
import type { BrowserMemory } from '../model/browser-memory.ts'

type Fetch = (url: string, init: RequestInit) => Promise<Response>

const key = 'token'

/** Shows a server that asks for it the reader's token, and asks the reader for one where there is none that it takes. */
export class SignIn {
  /** Whether the server wants a token that we have not got, and whether it has refused one. */
  readonly wanted = signal<'no' | 'yes' | 'refused'>('no')
  /** For as long as the tab is open. */
  readonly #place: BrowserMemory
  readonly #fetch: Fetch

  constructor(place: BrowserMemory, fetch: Fetch) {
    this.#place = place
    this.#fetch = fetch
  }

  /** As the browser's own, with the token if there is one. */
  async fetch(url: string, init: RequestInit): Promise<Response> {
    const token = this.#place.read(key)
    const headers = { ...(init.headers as Record<string, string>), ...(token !== null && bearer(token)) }
    const response = await this.#fetch(url, { ...init, headers })
    if (response.status !== 401) return response
    // Another answer may have come late, to a request without the token that was given since.
    if (this.#place.read(key) !== token) return response
    this.#place.keep(key, null)
    if (this.wanted.value !== 'refused') this.wanted.value = token === null ? 'yes' : 'refused'
    return response
  }

  /** The same for what is only read: where the server wants a token, it waits for one that the server takes. */
  async read(url: string, init: RequestInit): Promise<Response> {
    for (;;) {
      const response = await this.fetch(url, init)
      if (response.status !== 401) return response
      await this.#given(init.signal ?? null)
    }
  }

  /** Takes what the reader has given; whether the server takes it the next answer tells. */
  give(token: string): void {
    this.#place.keep(key, token)
    this.wanted.value = 'no'
  }

  /** Until there is a token that was not refused. @throws {Error} once the signal aborts, its reason */
  async #given(signal: AbortSignal | null): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<undefined>()
    const leave = () => reject(signal?.reason as Error)
    const stop = this.wanted.subscribe((wanted) => {
      if (wanted === 'no') resolve(undefined)
    })
    signal?.addEventListener('abort', leave)
    if (signal?.aborted === true) leave()
    await promise.finally(() => {
      stop()
      signal?.removeEventListener('abort', leave)
    })
  }
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
