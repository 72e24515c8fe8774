import { TypeBoxValidatorCompiler, type TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import fastify, { LogController, type FastifyBaseLogger } from 'fastify'
import type { HttpServer } from './http-server.ts'

/** A server without routes whose errors are one sentence, `{"message"}`; it logs no requests, and waits for none. */
export function bareServer(loggerInstance: FastifyBaseLogger): HttpServer {
  const server: HttpServer = fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 65_536,
    requestTimeout: 10_000,
    forceCloseConnections: true,
  })
    .withTypeProvider<TypeBoxTypeProvider>()
    .setValidatorCompiler(TypeBoxValidatorCompiler)
  answerErrorsInOneSentence(server)
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
