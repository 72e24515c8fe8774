import { TypeBoxValidatorCompiler, type TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { RequestListener, Server } from 'node:http'
import fastify, { LogController, type FastifyBaseLogger } from 'fastify'
import { answerBroken, answerProblems } from './answer-problems.ts'
import type { HttpServer } from './http-server.ts'

/** A route may allow a larger body. */
const bodyLimit = 65_536
const maxHeaderSize = 16_384
/** For how long a request may be in coming; whoever sends it byte by byte holds a connection no longer. */
const usualRequestMs = 10_000

/** More than any page, CLI and Prometheus of a node together have open. */
const mostConnections = 1_024

/** Makes what listens, for a server that is not plain HTTP; its limits of time are then its own. */
export type ServerFactory = (handler: RequestListener) => Server

/** What differs from server to server. */
export interface ServerOptions {
  /** For how long a request may be in coming, in ms. */
  readonly requestMs?: number | undefined
  readonly serverFactory?: ServerFactory | undefined
}

/** A server without routes whose faults are one sentence, see `domain/problem.ts`; it logs no requests, and waits for none. */
export function bareServer(
  loggerInstance: FastifyBaseLogger,
  { requestMs = usualRequestMs, serverFactory }: ServerOptions = {},
): HttpServer {
  const server: HttpServer = fastify({
    bodyLimit,
    requestTimeout: requestMs,
    http: { maxHeaderSize, headersTimeout: requestMs, connectionsCheckingInterval: requestMs / 5 },
    loggerInstance,
    ...(serverFactory !== undefined && { serverFactory }),
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
