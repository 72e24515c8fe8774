import type { Socket } from 'node:net'
import { explainFault } from './explain-fault.ts'
import type { HttpServer } from './http-server.ts'
import { problemOf } from './problem-of.ts'

const mediaType = 'application/problem+json'

/** Every fault is one sentence as `application/problem+json`, whoever finds it: a route, a schema, or the server. */
export function answerProblems(server: HttpServer): void {
  server.setNotFoundHandler(async (request, reply) => {
    await reply.code(404).send({ message: `Cannot find ${request.url}: see /api/docs for what there is` })
  })
  server.setErrorHandler(async (error, request, reply) => {
    const { status, sentence, errors, headers = {}, isInternal } = explainFault(error)
    if (isInternal)
      request.log.error({ err: error, url: request.url.split('?')[0] }, 'Cannot answer a request')
    await reply
      .code(status)
      .headers(headers)
      .send(problemOf(status, sentence, errors))
  })
  // Routes answer a fault with its sentence alone.
  server.addHook('preSerialization', (_request, reply, payload, done) => {
    if (reply.statusCode < 400 || !isSentence(payload)) {
      done(null, payload)
      return
    }
    reply.type(mediaType)
    done(null, 'detail' in payload ? payload : problemOf(reply.statusCode, payload.message))
  })
}

function isSentence(payload: unknown): payload is { readonly message: string } {
  return (
    typeof payload === 'object' &&
    payload !== null &&
    'message' in payload &&
    typeof payload.message === 'string'
  )
}

const broken: Readonly<Record<string, readonly [status: number, sentence: string]>> = {
  HPE_HEADER_OVERFLOW: [431, 'Cannot read headers of that size: send fewer'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Cannot wait any longer for the rest of the request: send it at once'],
}

/** Of a request that never became one: what the parser of HTTP cannot read, or what takes too long in coming. */
export function answerBroken(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const [status, sentence] = broken[error.code ?? ''] ?? [400, 'Cannot read this as a request of HTTP']
  const problem = problemOf(status, sentence)
  const body = JSON.stringify(problem)
  socket.end(
    `HTTP/1.1 ${status} ${problem.title}\r\nContent-Type: ${mediaType}\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  )
}
