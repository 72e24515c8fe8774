import type { ServerResponse } from 'node:http'
import { StatusError } from '../objects/status-error.ts'
import type { Answer } from './call.ts'

/** How an answer is damaged on its way. */
export type Damage = 'none' | 'half-body' | 'lost-answer'

/** Sends an answer. */
export function respond(
  response: ServerResponse,
  answer: Answer,
  warnings: readonly string[] = [],
  damage: Damage = 'none',
): void {
  if (response.destroyed || response.headersSent) return
  if (damage === 'lost-answer') return void response.destroy()
  const isText = typeof answer.body === 'string'
  const body = isText ? answer.body : `${JSON.stringify(answer.body)}\n`
  for (const text of warnings)
    response.appendHeader('warning', `299 - "${text.replaceAll(/["\\]/g, '\\$&')}"`)
  response.writeHead(answer.code, {
    'content-type': answer.contentType ?? (isText ? 'text/plain; charset=utf-8' : 'application/json'),
    'content-length': Buffer.byteLength(body),
    ...retryAfterOf(answer),
  })
  if (damage === 'none') response.end(body)
  else response.write(body.slice(0, body.length / 2), () => response.destroy())
}

function retryAfterOf({ body }: Answer): { 'retry-after'?: string } {
  const details = (body as { details?: { retryAfterSeconds?: number } } | undefined)?.details
  const seconds = details?.retryAfterSeconds
  return seconds === undefined ? {} : { 'retry-after': String(seconds) }
}

/** A refusal as an answer; what nobody foresaw is a 500 of the server, with its text. */
export function answerOf(error: unknown): Answer {
  const status =
    error instanceof StatusError
      ? error
      : new StatusError(500, 'InternalError', `Internal error occurred: ${String((error as Error).stack)}`)
  return { code: status.code, body: status.toStatus() }
}

/** What a real server says of a path that it does not serve. */
export const notServed: Answer = { code: 404, body: '404 page not found\n' }
