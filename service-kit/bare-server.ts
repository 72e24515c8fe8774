import { TypeBoxValidatorCompiler, type TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import fastify, { LogController, type FastifyBaseLogger } from 'fastify'
import { answerBroken, answerProblems } from './answer-problems.ts'
import type { HttpServer } from './http-server.ts'

/** What a request may take: the time to arrive and the size of its parts. A route may allow a larger body. */
const limits = {
  bodyLimit: 65_536,
  requestTimeout: 10_000,
  http: { maxHeaderSize: 16_384, headersTimeout: 10_000, connectionsCheckingInterval: 2_000 },
} as const

/** More than any page, CLI and Prometheus of a node together have open. */
const mostConnections = 1_024

/** A server without routes whose faults are one sentence, see `domain/problem.ts`; it logs no requests, and waits for none. */
export function bareServer(loggerInstance: FastifyBaseLogger): HttpServer {
  const server: HttpServer = fastify({
    ...limits,
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: true,
    clientErrorHandler: answerBroken,
  })
    .withTypeProvider<TypeBoxTypeProvider>()
    .setValidatorCompiler(TypeBoxValidatorCompiler)
  server.server.maxConnections = mostConnections
  // A page of anybody can have a browser send it without asking first.
  server.removeContentTypeParser('text/plain')
  answerProblems(server)
  return server
}
