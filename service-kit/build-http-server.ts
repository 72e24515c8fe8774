import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import { TypeBoxValidatorCompiler, type TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import fastify, { LogController, type FastifyBaseLogger } from 'fastify'
import type { HttpServer } from './http-server.ts'
import { addSecurityHeaders } from './security-headers.ts'
import type { Logger } from './logger.ts'

/** What a program tells its server of itself. */
export interface HttpServerOptions {
  readonly logger: Logger
  readonly title: string
  readonly version: string
  /** Host names besides loopback by which browsers may call us; all others are refused (DNS rebinding). */
  readonly hosts: readonly string[]
  /** Why the program cannot serve yet, or null. */
  readonly notReady: () => string | null
  /** The metrics page in Prometheus' text format. */
  readonly metrics: () => Promise<string>
}

/** A server with security headers, `{"message"}` errors, OpenAPI at `/api/docs`, health and metrics; no other routes. */
export async function buildHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  const loggerInstance: FastifyBaseLogger = options.logger
  const server: HttpServer = fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 65_536,
    requestTimeout: 10_000,
    forceCloseConnections: true,
  })
    .withTypeProvider<TypeBoxTypeProvider>()
    .setValidatorCompiler(TypeBoxValidatorCompiler)
  addSecurityHeaders(server, options.hosts)
  answerErrorsInOneSentence(server)
  await server.register(swagger, { openapi: { info: { title: options.title, version: options.version } } })
  await server.register(swaggerUi, { routePrefix: '/api/docs', staticCSP: true })
  addHealthRoutes(server, options)
  return server
}

function answerErrorsInOneSentence(server: HttpServer): void {
  server.setNotFoundHandler(async (request, reply) => {
    await reply.code(404).send({ message: `Cannot find ${request.url}: see /api/docs for what there is` })
  })
  server.setErrorHandler(async (error, request, reply) => {
    const fault = error instanceof Error ? error : new Error(String(error))
    const status = 'statusCode' in fault && typeof fault.statusCode === 'number' ? fault.statusCode : 500
    if (status >= 500) request.log.error({ err: fault, url: request.url }, 'Cannot answer a request')
    const message =
      status >= 500 ? 'Cannot answer as of an internal fault: see the log of the agent' : fault.message
    await reply.code(status).send({ message })
  })
}

function addHealthRoutes(server: HttpServer, options: HttpServerOptions): void {
  const hidden = { schema: { hide: true } }
  for (const path of ['/healthz', '/livez']) server.get(path, hidden, () => 'ok')
  server.get('/readyz', hidden, async (_request, reply) => {
    const reason = options.notReady()
    await reply.code(reason === null ? 200 : 503).send(reason ?? 'ok')
  })
  server.get('/metrics', hidden, async (_request, reply) => {
    await reply.type('text/plain; version=0.0.4; charset=utf-8').send(await options.metrics())
  })
}
