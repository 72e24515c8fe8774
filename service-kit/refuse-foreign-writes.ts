import type { FastifyRequest } from 'fastify'
import { ApiFault } from './api-fault.ts'
import type { HttpServer } from './http-server.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What a body may be besides `application/json`; never a type that a form can send. */
    mediaTypes?: readonly string[]
  }
}

const readingMethods = new Set(['GET', 'HEAD', 'OPTIONS'])
const ownSites = new Set(['same-origin', 'none'])

/**
 * No write for a page that is not ours: browsers say from where a request comes, and ask first before they send JSON to
 * a foreign server, which we never allow. Programs other than browsers say nothing of it.
 */
export function refuseForeignWrites(server: HttpServer): void {
  server.addHook('onRequest', (request, _reply, done) => {
    done(readingMethods.has(request.method) ? undefined : (foreignFault(request) ?? bodyFault(request)))
  })
}

function foreignFault({ headers, host }: FastifyRequest): ApiFault | undefined {
  const site = headers['sec-fetch-site']
  const isForeignSite = typeof site === 'string' && !ownSites.has(site)
  if (!isForeignSite && (headers.origin === undefined || hostOf(headers.origin) === host)) return undefined
  return new ApiFault(
    403,
    'Cannot take a write from a page of another origin: make it from our own page, or by a program',
  )
}

/** The host of an origin; empty for `null` and for what is none. */
function hostOf(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).host : ''
}

function bodyFault({ headers, method, routeOptions }: FastifyRequest): ApiFault | undefined {
  const given = headers['content-type']
  if (given === undefined && method === 'DELETE') return undefined
  const type = given?.split(';')[0]?.trim().toLowerCase() ?? ''
  const known = ['application/json', ...(routeOptions.config.mediaTypes ?? [])]
  if (known.includes(type)) return undefined
  return new ApiFault(415, `Cannot take a body of content-type "${type}": send ${known.join(' or ')}`)
}
