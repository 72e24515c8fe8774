import { once } from 'node:events'
import { request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'

/** A request to an API of ours. */
export interface ApiCall {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly token?: string
  /** Sent as JSON; a text as it is. */
  readonly body?: unknown
}

/** What was answered; the body as JSON if it is some. */
export interface ApiAnswer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: unknown
}

/** Where an API listens. */
export type ApiAddress = { readonly socketPath: string } | { readonly port: number }

/** One request over a real socket. */
export async function callApi(address: ApiAddress, path: string, call: ApiCall = {}): Promise<ApiAnswer> {
  const { method = 'GET', headers = {}, token, body } = call
  const sent = body === undefined || typeof body === 'string' ? body : JSON.stringify(body)
  const asked = request({
    ...address,
    path,
    method,
    agent: false,
    headers: {
      ...(sent !== undefined && { 'content-type': 'application/json' }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...headers,
    },
  })
  // A server may answer and hang up before it has read all.
  asked.on('error', () => undefined)
  asked.end(sent)
  const [answer] = (await once(asked, 'response')) as [IncomingMessage]
  const said = await text(answer)
  const isJson = answer.headers['content-type']?.includes('json') === true && said !== ''
  return {
    status: answer.statusCode ?? 0,
    headers: answer.headers,
    body: isJson ? (JSON.parse(said) as unknown) : said,
  }
}
