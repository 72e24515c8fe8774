import { ProbeReport, ProbeView } from '../domain/probe-exchange.ts'
import { bareServer } from '../service-kit/bare-server.ts'
import type { HttpServer } from '../service-kit/http-server.ts'
import type { Logger } from '../service-kit/logger.ts'
import type { Prober } from './prober.ts'
import { exchangePath } from './prober-client.ts'

/** The server by which an agent without rights reaches its prober. Whoever may open its socket is the agent. */
export function serveProber(prober: Pick<Prober, 'exchange'>, logger: Logger): HttpServer {
  const server = bareServer(logger)
  server.post(exchangePath, { schema: { body: ProbeView, response: { 200: ProbeReport } } }, (request) =>
    prober.exchange(request.body),
  )
  return server
}
