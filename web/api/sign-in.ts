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

  /** Takes what the reader has given; whether the server takes it the next answer tells. */
  give(token: string): void {
    this.#place.keep(key, token)
    this.wanted.value = 'no'
  }
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
