import type { FastifyRequest } from 'fastify'
import { ApiFault } from '../api-fault.ts'
import type { HttpServer } from '../http-server.ts'
import type { RateLimits } from '../limit-rate.ts'
import type { RouteAccess } from '../route-access.ts'
import { clusterChallenge } from './cluster-challenge.ts'
import { isReading, type Access, type AskedAccess, type Caller } from './access.ts'
import { presentedBy } from './presented.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Null on routes that ask nothing. */
    caller: Caller | null
  }
  interface FastifyInstance {
    /** Every route below `/api` and what it asks; undefined where it does not say. */
    apiRoutes: {
      readonly method: string
      readonly url: string
      readonly access: RouteAccess | null | undefined
    }[]
  }
}

const verbs: Readonly<Record<string, RouteAccess['verb']>> = {
  GET: 'get',
  HEAD: 'get',
  PUT: 'update',
  PATCH: 'update',
  DELETE: 'delete',
}

/**
 * Lets a request through to a route of the API only if its caller may do what `config.access` of the route says, and does
 * not call too often.
 */
export function guardRoutes(server: HttpServer, access: Access, limits: RateLimits): void {
  server.decorateRequest('caller', null)
  server.decorate('apiRoutes', [])
  server.addHook('onRoute', ({ method, url, config }) => {
    if (url.startsWith('/api/'))
      for (const each of [method].flat()) server.apiRoutes.push({ method: each, url, access: config?.access })
  })
  server.addHook('onRequest', async (request) => {
    const asked = askedBy(request)
    if (asked === 'outside') return
    await limits.address(request)
    if (asked !== null) await admit(request, asked, access, limits)
    await limits.route(request)
  })
}

async function admit(request: FastifyRequest, asked: AskedAccess, access: Access, limits: RateLimits) {
  const presented = presentedBy(request, !isReading(asked))
  if (presented.token !== null) await limits.signIn(request, false)
  const caller = await access.identify(presented)
  if (caller === null) {
    if (presented.token !== null) await limits.signIn(request, true)
    throw unknownCaller(access)
  }
  request.caller = caller
  if (await access.allows(caller, asked)) return
  const canSignIn = access.mode !== 'local' && presented.token === null
  throw canSignIn ? unknownCaller(access) : new ApiFault(403, refusal(caller, asked))
}

/** The realm says whose tokens they are, so that nobody shows a cluster's where it is not known. */
function unknownCaller(access: Access): ApiFault {
  const challenge = access.mode === 'cluster' ? clusterChallenge : 'Bearer'
  return new ApiFault(401, signInSentence(access), [], { 'www-authenticate': challenge })
}

/** Who calls a route that asks something. */
export function callerOf({ caller }: Pick<FastifyRequest, 'caller'>): Caller {
  if (caller === null) throw new Error('Cannot tell who calls a route that asks nothing')
  return caller
}

/** What a request asks to do; null if that is nobody's business, `outside` if it is none of the API at all. */
function askedBy({ routeOptions, method, params, query }: FastifyRequest): AskedAccess | null | 'outside' {
  const { url, config } = routeOptions
  if (url?.startsWith('/api/') !== true) return 'outside'
  if (config.access === null) return null
  const { verb, resource, namespaceFrom } = config.access ?? {
    verb: verbs[method] ?? 'create',
    resource: 'undeclared',
  }
  const namespace = textIn(namespaceFrom === 'query' ? query : params, 'namespace')
  const name = textIn(params, 'name')
  return { verb, resource, ...(namespace && { namespace }), ...(name && { name }) }
}

function textIn(values: unknown, name: string): string {
  const value = (values as Readonly<Record<string, unknown>> | null)?.[name]
  return typeof value === 'string' ? value : ''
}

function signInSentence({ mode }: Access): string {
  if (mode === 'local')
    return 'Cannot answer callers of other machines: call by loopback, or set GENIE_ACCESS'
  return 'Cannot tell who is calling: send a token that is valid here, as Authorization: Bearer'
}

function refusal({ name }: Caller, { verb, resource, namespace }: AskedAccess): string {
  return `Cannot let ${name} ${verb} ${resource}${namespace === undefined ? '' : ` in namespace ${namespace}`}: ask for that right`
}
