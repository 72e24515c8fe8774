import swagger from '@fastify/swagger'
import { addDocs } from './add-docs.ts'
import { bareServer } from './bare-server.ts'
import { addHealthRoutes, type HealthSources } from './health-routes.ts'
import type { HttpServer } from './http-server.ts'
import type { Logger } from './logger.ts'
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
}

/** A server with security headers, `{"message"}` errors, OpenAPI at `/api/docs`, health and metrics; no other routes. */
export async function buildHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  const server = bareServer(options.logger)
  addSecurityHeaders(server, options.hosts, { allowsAddresses: options.allowsAddresses ?? false })
  await server.register(swagger, { openapi: { info: { title: options.title, version: options.version } } })
  addDocs(server)
  addHealthRoutes(server, options)
  return server
}
