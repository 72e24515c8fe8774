import { Type } from 'typebox'
import { readinessOf, type HealthCheck } from './health-check.ts'
import type { HttpServer } from './http-server.ts'

/** What health and metrics are told from. */
export interface HealthSources {
  /** Why the program cannot serve yet, or null; for a program with a single reason, else see `checks`. */
  readonly notReady?: () => string | null
  /** Everything that the program depends on. */
  readonly checks?: () => readonly HealthCheck[]
  /** The metrics page in Prometheus' text format. */
  readonly metrics: () => Promise<string>
}

/** `verbose` counts whatever its value is, as for the API server. */
const ReadyQuery = Type.Object({ verbose: Type.Optional(Type.String()) })

/** `/livez` tells of the process alone; `/readyz` of what it depends on, with `?verbose` one by one; `/metrics`. */
export function addHealthRoutes(server: HttpServer, sources: HealthSources): void {
  const hidden = { schema: { hide: true } }
  for (const path of ['/healthz', '/livez']) server.get(path, hidden, () => 'ok')
  server.get('/readyz', { schema: { hide: true, querystring: ReadyQuery } }, async ({ query }, reply) => {
    const { isReady, text, verbose } = readinessOf(checksOf(sources))
    await reply
      .code(isReady ? 200 : 503)
      .type('text/plain; charset=utf-8')
      .send(query.verbose === undefined ? text : verbose)
  })
  server.get('/metrics', hidden, async (_request, reply) => {
    await reply.type('text/plain; version=0.0.4; charset=utf-8').send(await sources.metrics())
  })
}

function checksOf({ notReady, checks }: HealthSources): readonly HealthCheck[] {
  const own = notReady === undefined ? [] : [{ name: 'program', fault: notReady(), isFatal: true }]
  return [...own, ...(checks?.() ?? [])]
}
