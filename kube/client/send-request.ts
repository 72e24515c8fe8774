import { request as requestPlain, type Agent, type IncomingMessage, type RequestOptions } from 'node:http'
import { request as requestOverTls } from 'node:https'
import type { Signature } from '../config/credentials.ts'
import { codeOf } from './explain-failure.ts'

/** A request as it goes over the wire, but for who we are. */
export interface WireRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** With its query. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

const droppedCodes = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED'])

/**
 * Sends a request and gives the answer as soon as its head is there; the signal also ends its body. A read that a
 * server dropped together with a connection that it had kept open for us is sent once more.
 */
export async function sendRequest(
  server: URL,
  agent: Agent,
  signature: Signature,
  wire: WireRequest,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const send = () => sendOnce(server, agent, signature, wire, signal)
  try {
    return await send()
  } catch (error) {
    if (wire.method === 'GET' && error instanceof DroppedOnReuse && !signal.aborted)
      return await unwrapped(send)
    throw error instanceof DroppedOnReuse ? error.cause : error
  }
}

class DroppedOnReuse extends Error {}

async function unwrapped(send: () => Promise<IncomingMessage>): Promise<IncomingMessage> {
  try {
    return await send()
  } catch (error) {
    throw error instanceof DroppedOnReuse ? error.cause : error
  }
}

async function sendOnce(
  server: URL,
  agent: Agent,
  signature: Signature,
  { method, path, headers, body }: WireRequest,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const length: Record<string, number> =
    body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }
  const options: RequestOptions = {
    ...signature.tls,
    ...(signature.auth !== undefined && { auth: signature.auth }),
    method,
    hostname: server.hostname.replace(/^\[|\]$/g, ''),
    port: server.port,
    path: `${server.pathname.replace(/\/$/, '')}${path}`,
    headers: { ...headers, ...signature.headers, ...length },
    agent: signature.agent ?? agent,
    signal,
  }
  return new Promise((resolve, reject) => {
    const request = (server.protocol === 'http:' ? requestPlain : requestOverTls)(options)
    request.once('response', resolve)
    request.on('error', (error) => {
      const isDropped = request.reusedSocket && droppedCodes.has(codeOf(error))
      reject(isDropped ? new DroppedOnReuse('', { cause: error }) : error)
    })
    request.end(body)
  })
}
