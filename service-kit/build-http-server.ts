import swagger from '@fastify/swagger'
import type { Access } from './access/access.ts'
import { guardRoutes } from './access/guard-routes.ts'
import { localAccess } from './access/local-access.ts'
import { addWhoAmIRoute } from './access/whoami-route.ts'
import { addDocs } from './add-docs.ts'
import { bareServer } from './bare-server.ts'
import { describeApi } from './describe-api.ts'
import { addHealthRoutes, type HealthSources } from './health-routes.ts'
import type { HttpServer } from './http-server.ts'
import { createRateLimits } from './limit-rate.ts'
import type { Logger } from './logger.ts'
import { refuseForeignWrites } from './refuse-foreign-writes.ts'
import { addSecurityHeaders } from './security-headers.ts'

/** What a program tells its server of itself. */
export interface HttpServerOptions extends HealthSources {
  readonly logger: Logger
  readonly title: string
  readonly version: string
  /** Host names besides loopback by which browsers may call us; all others are refused (DNS rebinding). */
  readonly hosts: readonly string[]
  /** Whether it may be called by an address too: no foreign page can have one for its name. */
  readonly allowsAddresses?: boolean
  /** Who may do what; callers of this machine all, and others nothing, if left out. */
  readonly access?: Access
  /** For how long a request may be in coming, in ms; 10 s if left out. */
  readonly requestMs?: number
}

/** A server with security headers, faults of RFC 9457, OpenAPI at `/api/docs`, health and metrics; no other routes. */
export async function buildHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  const server = bareServer(options.logger, { requestMs: options.requestMs })
  addSecurityHeaders(server, options.hosts, { allowsAddresses: options.allowsAddresses ?? false })
  refuseForeignWrites(server)
  const { access = localAccess() } = options
  guardRoutes(server, access, await createRateLimits(server))
  await server.register(swagger, describeApi(options))
  addDocs(server)
  addWhoAmIRoute(server, access)
  addHealthRoutes(server, options)
  return server
}
