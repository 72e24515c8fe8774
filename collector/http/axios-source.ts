import type { AxiosResponse } from 'axios'
import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import { addAbortSignal, type Readable } from 'node:stream'
import { SourceFault } from '../sources/source-fault.ts'
import { statusFault, transportFault } from './http-fault.ts'
import type { HttpAsk, HttpServerRef, HttpSource } from './http-source.ts'
import { readAuthority, readToken } from './read-credentials.ts'
import { splitLines } from './split-lines.ts'

const usualMaxBytes = 16 * 2 ** 20
/** One round asks one after another; a few more are for a source that asks side by side. */
const sockets = { keepAlive: true, maxSockets: 4, maxFreeSockets: 1 }

/**
 * A server behind axios, which is loaded with the first request. No proxy is ever taken from the environment, since
 * tokens go to the server alone, and no redirect is followed.
 * @throws {Error} if the URL is none of http or https
 */
export function openHttpSource(ref: HttpServerRef): HttpSource {
  return new AxiosSource(ref)
}

class AxiosSource implements HttpSource {
  readonly url: string
  readonly #ref: HttpServerRef
  readonly #base: string
  readonly #http = new HttpAgent(sockets)
  #https: { readonly ca: string | undefined; readonly agent: HttpsAgent } | undefined

  constructor(ref: HttpServerRef) {
    const url = URL.parse(ref.url)
    // The value is not shown: it may be anything, with a password in it.
    if (url === null || !/^https?:$/.test(url.protocol))
      throw new Error('Cannot use a server whose URL is none: set one that begins with http:// or https://')
    url.search = ''
    url.hash = ''
    this.#ref = ref
    this.#base = url.href.replace(/\/$/, '')
    url.username = ''
    url.password = ''
    this.url = url.href.replace(/\/$/, '')
  }

  async text(path: string, ask: HttpAsk): Promise<string> {
    const chunks: Uint8Array[] = []
    for await (const chunk of this.#body(path, ask)) chunks.push(chunk)
    return new TextDecoder().decode(Buffer.concat(chunks))
  }

  lines(path: string, ask: HttpAsk): AsyncIterable<string> {
    return splitLines(this.#body(path, ask))
  }

  close(): void {
    this.#http.destroy()
    this.#https?.agent.destroy()
  }

  /** The body in pieces, never more of it than asked for. */
  async *#body(path: string, ask: HttpAsk): AsyncGenerator<Uint8Array, void, undefined> {
    const { signal, accept, maxBytes = usualMaxBytes } = ask
    const place = this.url + path.replace(/\?.*$/s, '')
    let stream: Readable | undefined
    try {
      const { status, headers, data } = await this.#request(path, ask)
      stream = addAbortSignal(signal, data)
      if (status < 200 || status > 299) throw statusFault(place, status)
      checkType(place, headers['content-type'], accept)
      if (Number(headers['content-length'] ?? 0) > maxBytes) throw tooLarge(place, maxBytes)
      let bytes = 0
      for await (const chunk of stream as AsyncIterable<Uint8Array>) {
        bytes += chunk.length
        if (bytes > maxBytes) throw tooLarge(place, maxBytes)
        yield chunk
      }
    } catch (error) {
      throw transportFault(place, error, signal)
    } finally {
      stream?.destroy()
    }
  }

  async #request(path: string, { accept, signal }: HttpAsk): Promise<AxiosResponse<Readable>> {
    const { tokenFile } = this.#ref
    const httpsAgent = this.#base.startsWith('https:') ? await this.#secureAgent(signal) : undefined
    const { default: axios } = await import('axios')
    const request = async () =>
      axios.get<Readable>(this.#base + path, {
        adapter: 'http',
        responseType: 'stream',
        maxRedirects: 0,
        proxy: false,
        validateStatus: null,
        headers: {
          Accept: accept?.join(', ') ?? '*/*',
          'Accept-Encoding': 'gzip',
          'User-Agent': 'genie-collector',
          ...(tokenFile === undefined
            ? {}
            : { Authorization: `Bearer ${await readToken(tokenFile, signal)}` }),
        },
        httpAgent: this.#http,
        httpsAgent,
        signal,
      })
    try {
      return await request()
    } catch (error) {
      // The server has closed a connection that was kept while we were about to use it again.
      if (signal.aborted || !wasKept(error)) throw error
      return await request()
    }
  }

  /** A CA that has been renewed makes a new agent. */
  async #secureAgent(signal: AbortSignal): Promise<HttpsAgent> {
    const { caFile, insecureSkipVerify = false } = this.#ref
    const ca = caFile === undefined ? undefined : await readAuthority(caFile, signal)
    if (this.#https === undefined || this.#https.ca !== ca) {
      this.#https?.agent.destroy()
      const trust = { rejectUnauthorized: !insecureSkipVerify, ...(ca === undefined ? {} : { ca }) }
      this.#https = { ca, agent: new HttpsAgent({ ...sockets, ...trust }) }
    }
    return this.#https.agent
  }
}

function checkType(place: string, header: unknown, accept: readonly string[] | undefined): void {
  if (accept === undefined) return
  const type = typeof header === 'string' ? (header.split(';')[0] ?? '').trim().toLowerCase() : ''
  if (accept.includes(type)) return
  const shown = /^[\w.+/-]{1,60}$/.test(type) ? type : 'something else'
  throw new SourceFault(
    'malformed',
    `Cannot read ${place} as it answers with ${shown}, not ${accept.join(' or ')}: set the URL of the right server`,
  )
}

function tooLarge(place: string, maxBytes: number): SourceFault {
  return new SourceFault(
    'too-large',
    `Cannot read ${place} as its answer is longer than ${maxBytes} bytes: this source is left out`,
  )
}

function wasKept(error: unknown): boolean {
  if (!(error instanceof Error) || !('request' in error) || !('code' in error)) return false
  const { request } = error
  const isReused =
    typeof request === 'object' && request !== null && 'reusedSocket' in request && request.reusedSocket
  return isReused === true && (error.code === 'ECONNRESET' || error.code === 'EPIPE')
}
