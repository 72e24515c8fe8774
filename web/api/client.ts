import { pageWords } from '../catalogue/page.ts'
import { withNode } from '../model/node-address.ts'
import { ApiFault, isAbort } from './api-fault.ts'
import { readFault } from './read-fault.ts'

/** An answer of the API. Whoever asks for a path knows its type: `domain` has it. */
export interface Answer {
  readonly body: unknown
  /** What a later write shows as `If-Match`; null where there is none. */
  readonly tag: string | null
}

/** A write: of something new, of the version that was read, or of what has no versions. */
export interface Write {
  readonly method: 'POST' | 'PUT' | 'DELETE'
  readonly body?: unknown
  /** The tag that was read, or `new`, where there may be nothing yet. */
  readonly match?: string
}

/** Requests to the API. Every one fails with an `ApiFault`, or an abort if its signal says so. */
export interface Client {
  /** Reads; what has not changed since is taken from memory. The node of the page goes along. */
  get(path: string, signal: AbortSignal): Promise<Answer>
  write(path: string, write: Write, signal?: AbortSignal): Promise<Answer>
  /** The answer as it comes, for streams. */
  open(path: string, headers: Readonly<Record<string, string>>, signal: AbortSignal): Promise<Response>
  /** The node that the page is opened for; null if its address names none. */
  node(): string | null
}

type Fetch = (url: string, init: RequestInit) => Promise<Response>

/** What a client needs of the world around it. */
export interface ClientParts {
  readonly fetch: Fetch
  /** The same for what is only read, which may wait for the reader to sign in; `fetch` if left out. */
  readonly read?: Fetch
  readonly node: () => string | null
  /** The language that sentences are wanted in, where the server has several. */
  readonly language: () => string
}

/** Answers that are kept to be asked for only if they have changed. */
const mostKept = 64

/** A client by that fetch; tests bring their own. */
export function createClient({ fetch, read = fetch, node, language }: ClientParts): Client {
  const kept = new Map<string, Answer>()
  const ask = async (
    by: Fetch,
    url: string,
    init: RequestInit,
    headers: Readonly<Record<string, string>>,
  ) => {
    const usual = { accept: 'application/json', 'accept-language': language() }
    const response = await by(url, { ...init, headers: { ...usual, ...headers } }).catch((error: unknown) => {
      if (isAbort(error)) throw error
      throw new ApiFault(0, pageWords.value.unreachable)
    })
    if (!response.ok && response.status !== 304) throw await readFault(response)
    return response
  }
  return {
    node,
    open: (path, headers, signal) =>
      fetch(withNode(path, node()), { signal, cache: 'no-store', headers: { ...headers } }),
    get: async (path, signal) => {
      const url = withNode(path, node())
      const known = kept.get(`${language()} ${url}`)
      // The browser's own cache would answer 200 in its place, and hide whether anything has changed.
      const init = { signal, cache: 'no-store' } as const
      const response = await ask(read, url, init, known?.tag ? { 'if-none-match': known.tag } : {})
      if (response.status === 304 && known) return known
      const answer = await answerOf(response)
      if (answer.tag !== null) keep(kept, `${language()} ${url}`, answer)
      return answer
    },
    write: async (path, { method, body, match }, signal) => {
      const init = {
        method,
        ...(signal && { signal }),
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }
      return answerOf(await ask(fetch, path, init, writeHeaders(body, match)))
    },
  }
}

function writeHeaders(body: unknown, match: string | undefined): Record<string, string> {
  return {
    ...(body !== undefined && { 'content-type': 'application/json' }),
    ...(match === 'new' ? { 'if-none-match': '*' } : match !== undefined && { 'if-match': match }),
  }
}

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text()
  return { body: text === '' ? null : (JSON.parse(text) as unknown), tag: response.headers.get('etag') }
}

/** The oldest make room. */
function keep(kept: Map<string, Answer>, key: string, answer: Answer): void {
  kept.delete(key)
  kept.set(key, answer)
  for (const oldest of kept.keys()) {
    if (kept.size <= mostKept) return
    kept.delete(oldest)
  }
}
