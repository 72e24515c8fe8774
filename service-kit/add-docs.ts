import type { StaticDocumentSpec } from '@fastify/swagger'
import type { HttpServer } from './http-server.ts'
import { bareServer } from './bare-server.ts'

const prefix = '/api/docs'

/**
 * Adds the OpenAPI pages below `/api/docs`. What shows them is loaded when somebody asks for the first time: most
 * programs run for months without, and hold a few MB less.
 */
export function addDocs(server: HttpServer): void {
  let docs: Promise<HttpServer> | undefined
  for (const url of [prefix, `${prefix}/*`])
    server.get(url, { config: { access: null }, schema: { hide: true } }, async (request, reply) => {
      const shown = await (docs ??= openDocs(server))
      const { statusCode, headers, rawPayload } = await shown.inject({
        url: request.url,
        headers: { 'if-none-match': request.headers['if-none-match'] ?? '' },
      })
      return reply.code(statusCode).headers(headers).send(rawPayload)
    })
}

async function openDocs(server: HttpServer): Promise<HttpServer> {
  const { default: swagger } = await import('@fastify/swagger')
  const { default: swaggerUi } = await import('@fastify/swagger-ui')
  const docs = bareServer(server.log)
  // Both versions of OpenAPI are shown in the same way; the types know the older one.
  const document = server.swagger() as StaticDocumentSpec['document']
  await docs.register(swagger, { mode: 'static', specification: { document } })
  await docs.register(swaggerUi, { routePrefix: prefix, staticCSP: true })
  return docs
}
