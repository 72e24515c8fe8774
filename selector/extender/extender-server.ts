import { createServer, type Server } from 'node:https'
import { bareServer } from '../../service-kit/bare-server.ts'
import type { Clock } from '../../service-kit/clock.ts'
import type { HttpServer } from '../../service-kit/http-server.ts'
import type { Logger } from '../../service-kit/logger.ts'
import type { Extender } from './extender.ts'
import type { ExtenderMetrics } from './extender-metrics.ts'
import type { ExtenderTls } from './extender-tls.ts'
import { ExtenderArgs } from './extender-types.ts'

/** A pod, and some hundred nodes whole or all of a large cluster by their names. */
const bodyLimit = 16 * 1024 * 1024
/** Schedulers, and nobody else, call here: they send one question at a time. */
const mostConnections = 64
const requestTimeoutMs = 5_000

/** What the listener for the scheduler is made of. */
export interface ExtenderServerParts {
  readonly extender: Extender
  readonly metrics: Pick<ExtenderMetrics, 'answered'>
  /** Null for plain HTTP. */
  readonly tls: ExtenderTls | null
  readonly clock: Clock
  readonly logger: Logger
}

/** `POST /filter` and `POST /prioritize` for kube-scheduler, on a listener of its own: it can send no token. */
export function buildExtenderServer(parts: ExtenderServerParts): HttpServer {
  const { extender, metrics, tls, clock, logger } = parts
  const server = bareServer(
    logger,
    tls === null ? {} : { serverFactory: (handler) => createServer(tls.options(), handler) },
  )
  server.server.maxConnections = mostConnections
  server.server.requestTimeout = requestTimeoutMs
  server.server.headersTimeout = requestTimeoutMs
  const verbs = [
    ['filter', (args: ExtenderArgs) => extender.filter(args)],
    ['prioritize', (args: ExtenderArgs) => extender.prioritize(args)],
  ] as const
  for (const [verb, answer] of verbs)
    server.post(
      `/${verb}`,
      { bodyLimit, config: { access: null }, schema: { hide: true, body: ExtenderArgs } },
      ({ body }) => {
        const begunMs = clock.monotonicMs()
        const said = answer(body)
        metrics.answered(verb, (clock.monotonicMs() - begunMs) / 1_000)
        return said
      },
    )
  return server
}

/** Gives new certificates to a server that has some. */
export function renewCertificates({ server }: HttpServer, tls: ExtenderTls | null): void {
  // It was made by `createServer` of node:https where there is TLS.
  if (tls !== null) tls.renew(server as unknown as Server)
}
