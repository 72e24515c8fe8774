import { SourceStatusList } from '../../domain/source-status.ts'
import type { HttpServer } from '../../service-kit/http-server.ts'
import { OfNode, type ApiSources } from './api-sources.ts'
import { Fault } from './fault.ts'

/** Who is asked for figures, which of them answer, and what is wrong with the others. */
export function addSourceRoutes(server: HttpServer, { node }: ApiSources): void {
  server.get(
    '/api/v1/sources',
    {
      config: { access: { verb: 'list', resource: 'nodes' } },
      schema: {
        tags: ['nodes'],
        summary: 'Sources of figures, of each kind the best first, and how they fare',
        querystring: OfNode,
        response: { 200: SourceStatusList, 404: Fault },
      },
    },
    async ({ query }) => ({ sources: [...(await node(query.node)).sources()] }),
  )
}
