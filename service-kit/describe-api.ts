import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger'
import { Problem } from '../domain/problem.ts'

/** What a program says of its API. */
export interface ApiTitle {
  readonly title: string
  readonly version: string
}

/** What every route may answer besides what it says itself. */
const otherwise = {
  description: 'What was wrong, in a sentence: see docs/api.md',
  content: { 'application/problem+json': { schema: Problem } },
}

/** Of a route whose answer has no schema: a stream. */
const asItComes = {
  200: {
    description: 'As its summary says',
    content: { 'text/event-stream': { schema: { type: 'string' } } },
  },
}

/** How the API is described: each operation has a name of its own, and says how it refuses and how to sign in. */
export function describeApi({ title, version }: ApiTitle): FastifyDynamicSwaggerOptions {
  return {
    openapi: {
      openapi: '3.1.0',
      info: { title, version },
      components: {
        securitySchemes: {
          bearer: { type: 'http', scheme: 'bearer', description: 'Where GENIE_ACCESS wants one' },
        },
      },
      // Either: callers of this machine need none.
      security: [{}, { bearer: [] }],
    },
    transform: ({ schema, url, route }) => {
      // A route may say nothing of itself, whatever the types say.
      const { response: said = asItComes } = { ...schema } as { readonly response?: object }
      const response = { ...said, default: otherwise }
      const operationId = operationIdOf([route.method].flat()[0] ?? 'GET', url)
      return { url, schema: { operationId, ...schema, response } }
    },
  }
}

/** Such as `getNetworksNameHistory` of `GET /api/v1/networks/:name/history`. */
function operationIdOf(method: string, url: string): string {
  const words = url.replace(/^\/api\/v1\//, '').split(/[^A-Za-z0-9]+/)
  return method.toLowerCase() + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
}
