import { bareServer } from './bare-server.ts'
import { addHealthRoutes, type HealthSources } from './health-routes.ts'
import type { HttpServer } from './http-server.ts'
import type { Logger } from './logger.ts'
import { addSecurityHeaders } from './security-headers.ts'

/** What a health server needs of its program. */
export interface HealthServerOptions extends HealthSources {
  readonly logger: Logger
  /** Names by which it may be called besides addresses. */
  readonly hosts: readonly string[]
}

/**
 * A server of health and metrics and nothing else, for those who ask from beyond this machine: kubelet and Prometheus
 * call it by the node's address. Addresses are let through, since only a name can be turned on us (DNS rebinding).
 */
export function buildHealthServer(options: HealthServerOptions): HttpServer {
  const server = bareServer(options.logger)
  addSecurityHeaders(server, options.hosts, { allowsAddresses: true })
  addHealthRoutes(server, options)
  return server
}
