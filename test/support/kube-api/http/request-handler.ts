import type { IncomingMessage, ServerResponse } from 'node:http'
import { answerReview } from '../access/answer-review.ts'
import type { Authorizer } from '../access/authorizer.ts'
import { checkAccess } from '../access/check-access.ts'
import { requestToken } from '../access/request-token.ts'
import type { Fault } from '../faults/fault.ts'
import type { Faults } from '../faults/faults.ts'
import type { RequestCounts } from '../faults/request-counts.ts'
import { refusal } from '../objects/refusal.ts'
import { StatusError } from '../objects/status-error.ts'
import { watchObjects } from '../verbs/watch-objects.ts'
import type { WatchStream } from '../verbs/watch-stream.ts'
import type { WriteParts } from '../verbs/write-parts.ts'
import { answerResource } from './answer-resource.ts'
import type { Answer, Call, ResourceCall } from './call.ts'
import { answerOtherPath } from './other-paths.ts'
import { readBody } from './read-body.ts'
import { readRequestInfo, type RequestInfo } from './request-info.ts'
import { answerOf, notServed, respond } from './respond.ts'

/** What the handler works with. */
export interface HandlerParts extends WriteParts {
  readonly authorizer: Authorizer
  readonly faults: Faults
  readonly counts: RequestCounts
  /** The watches that are open. */
  readonly watches: Set<WatchStream>
}

/** Answers one request, with the fault that a test wants for it. */
export async function handleRequest(
  parts: HandlerParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const info = readRequestInfo(request.method ?? 'GET', request.url ?? '/')
  const seen = parts.counts.record(info, request.headers['user-agent'] ?? '', parts.state.now().getTime())
  response.on('close', () => (seen.code = response.headersSent ? response.statusCode : 0))
  const fault = parts.faults.take(info)
  if (fault !== undefined && !(await letThrough(fault, response))) return
  const damage = fault?.kind === 'half-body' || fault?.kind === 'lost-answer' ? fault.kind : 'none'
  const warnings: string[] = []
  try {
    const answer = await answerTo(parts, request, response, info, warnings, fault)
    if (answer !== null) respond(response, answer, warnings, damage)
  } catch (error) {
    respond(response, answerOf(error), warnings)
  }
}

/** Whether the request goes on after its fault. */
async function letThrough(fault: Fault, response: ServerResponse): Promise<boolean> {
  switch (fault.kind) {
    case 'hang':
      return false
    case 'close':
      response.destroy()
      return false
    case 'rubbish':
      respond(response, { code: 200, contentType: 'application/json', body: '<html>502 Bad Gateway</html' })
      return false
    case 'status':
      respond(response, answerOf(statusOf(fault)))
      return false
    case 'slow':
      await new Promise((resolve) => setTimeout(resolve, fault.ms))
      return true
    default:
      return true
  }
}

function statusOf(fault: Fault & { kind: 'status' }): StatusError {
  const { code, retryAfterSeconds } = fault
  const known: Readonly<Record<number, string>> = {
    401: 'Unauthorized',
    403: 'Forbidden',
    409: 'Conflict',
    410: 'Expired',
    429: 'TooManyRequests',
    500: 'InternalError',
    503: 'ServiceUnavailable',
    504: 'Timeout',
  }
  return new StatusError(
    code,
    fault.reason ?? known[code] ?? '',
    fault.message ?? 'the server is not well, as a test asked for',
    retryAfterSeconds === undefined ? {} : { retryAfterSeconds },
  )
}

async function answerTo(
  parts: HandlerParts,
  request: IncomingMessage,
  response: ServerResponse,
  info: RequestInfo,
  warnings: string[],
  fault: Fault | undefined,
): Promise<Answer | null> {
  const { state, authorizer } = parts
  const user = state.authenticator.authenticate(request.headers)
  checkAccess(authorizer, user, info)
  if (!info.isResource) return answerOtherPath(state, info.path)
  const call: Call = { info, request, user, warnings, body: await readBody(request) }
  const review = answerReview(state, authorizer, call)
  if (review !== undefined) return { code: 201, body: review }
  const type = state.registry.find(info.group, info.version, info.resource)
  if (type === undefined || type.isNamespaced !== isNamespacedPath(info, type.isNamespaced)) return notServed
  const resourceCall: ResourceCall = { ...call, type }
  if (info.verb === 'watch') return startWatch(parts, resourceCall, response, fault)
  return answerSubresource(parts, resourceCall)
}

/** All namespaces may be listed and watched at once; single objects are in theirs. */
function isNamespacedPath({ namespace, name, verb }: RequestInfo, isNamespaced: boolean): boolean {
  if (namespace !== '') return true
  const isOverAll = name === '' && ['list', 'watch'].includes(verb)
  return isOverAll ? isNamespaced : false
}

function startWatch(
  { state, watches }: HandlerParts,
  call: ResourceCall,
  response: ServerResponse,
  fault: Fault | undefined,
): null {
  const isOfWatch = fault?.kind === 'silent' || fault?.kind === 'cut'
  const stream = watchObjects(state, call, response, isOfWatch ? fault : undefined)
  if (fault?.kind === 'expired')
    stream.end({ type: 'ERROR', object: refusal.expired('too old resource version: 1 (2)').toStatus() })
  if (fault?.kind === 'cut' && fault.afterEvents === 0) stream.cut()
  watches.add(stream)
  stream.onEnd(() => watches.delete(stream))
  return null
}

function answerSubresource(parts: HandlerParts, call: ResourceCall): Answer {
  const { subresource, namespace, name, verb } = call.info
  const { type } = call
  if (subresource === '' || (subresource === 'status' && type.hasStatus)) {
    if (subresource === 'status' && !['get', 'update', 'patch'].includes(verb))
      throw refusal.methodNotAllowed()
    return answerResource(parts, call)
  }
  if (type.storageKey === '/serviceaccounts' && subresource === 'token' && verb === 'create') {
    const account = parts.state.store.kind(type.storageKey).find(namespace, name)
    if (account === undefined) throw refusal.notFound(type, name)
    return { code: 201, body: requestToken(parts.state, account, call.body) }
  }
  return notServed
}
