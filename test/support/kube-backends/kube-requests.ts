import { once } from 'node:events'
import { request as plainRequest, type IncomingMessage } from 'node:http'
import { request as tlsRequest, type RequestOptions } from 'node:https'
import { createInterface } from 'node:readline'

/** JSON of an answer; tests look into it with `toMatchObject`. */
export type Json = Record<string, unknown>

/** An answer of the API. */
export interface KubeAnswer {
  readonly code: number
  readonly headers: IncomingMessage['headers']
  /** The text itself where it is no JSON. */
  readonly body: Json & {
    readonly metadata: Json & { readonly resourceVersion: string; readonly uid: string }
  }
  readonly text: string
}

/** How a request is sent. */
export interface SendOptions {
  /** Media type of the body; JSON if left out. */
  readonly type?: string
  readonly accept?: string
}

/** How a server is reached: what `https.request` takes, credentials included. */
export type Credentials = Pick<RequestOptions, 'ca' | 'cert' | 'key' | 'headers' | 'rejectUnauthorized'>

/** Plain requests to an API server, nothing between. */
export class KubeRequests {
  readonly #url: string
  readonly #credentials: Credentials

  constructor(url: string, credentials: Credentials) {
    this.#url = url
    this.#credentials = credentials
  }

  get(path: string, options: SendOptions = {}): Promise<KubeAnswer> {
    return this.send('GET', path, undefined, options)
  }

  post(path: string, body: unknown, options: SendOptions = {}): Promise<KubeAnswer> {
    return this.send('POST', path, body, options)
  }

  put(path: string, body: unknown): Promise<KubeAnswer> {
    return this.send('PUT', path, body, {})
  }

  delete(path: string, body?: unknown): Promise<KubeAnswer> {
    return this.send('DELETE', path, body, {})
  }

  /** A patch of one of the four kinds. */
  patch(path: string, kind: 'merge' | 'json' | 'strategic' | 'apply', body: unknown): Promise<KubeAnswer> {
    return this.send('PATCH', path, body, { type: patchTypes[kind] })
  }

  async send(method: string, path: string, body: unknown, options: SendOptions): Promise<KubeAnswer> {
    const text = body === undefined ? undefined : JSON.stringify(body)
    const response = await this.open(method, path, text, options)
    const chunks: Buffer[] = []
    for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk)
    const answer = Buffer.concat(chunks).toString('utf8')
    const isJson = response.headers['content-type']?.includes('json') === true
    const value = (isJson ? JSON.parse(answer) : { text: answer }) as KubeAnswer['body']
    return { code: response.statusCode ?? 0, headers: response.headers, body: value, text: answer }
  }

  /** The events of a watch until it ends; close it by leaving the loop. */
  async *watch(path: string, options: SendOptions = {}): AsyncGenerator<WatchedEvent> {
    const response = await this.open('GET', path, undefined, options)
    try {
      for await (const line of createInterface(response)) yield JSON.parse(line) as WatchedEvent
    } finally {
      response.destroy()
    }
  }

  /** The answer as soon as its head is there. */
  async open(
    method: string,
    path: string,
    text: string | undefined,
    options: SendOptions,
  ): Promise<IncomingMessage> {
    const send = this.#url.startsWith('https:') ? tlsRequest : plainRequest
    // Behind some gateways an API server has a path of its own.
    const request = send(new URL(`${this.#url.replace(/\/$/, '')}${path}`), {
      method,
      ...this.#credentials,
      headers: {
        accept: options.accept ?? 'application/json',
        'user-agent': 'genie-tests/1',
        ...(text !== undefined && {
          'content-type': options.type ?? 'application/json',
          'content-length': Buffer.byteLength(text),
        }),
        ...(this.#credentials.headers as Record<string, string> | undefined),
      },
    })
    request.end(text)
    const [response] = (await once(request, 'response')) as [IncomingMessage]
    return response
  }
}

const patchTypes = {
  merge: 'application/merge-patch+json',
  json: 'application/json-patch+json',
  strategic: 'application/strategic-merge-patch+json',
  apply: 'application/apply-patch+yaml',
} as const

/** A line of a watch. */
export interface WatchedEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR'
  readonly object: Json & {
    readonly metadata: Json & { readonly name: string; readonly resourceVersion: string }
  }
}
