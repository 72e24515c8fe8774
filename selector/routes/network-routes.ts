import type { HttpServer } from '../../service-kit/http-server.ts'
import { NetworkBoard } from '../../domain/network-board.ts'
import { OfNode, type ApiSources } from './api-sources.ts'
import { Fault } from './fault.ts'

/** What every network is worth now. */
export function addNetworkRoutes(server: HttpServer, { node }: ApiSources): void {
  server.get(
    '/api/v1/networks',
    {
      config: { access: { verb: 'list', resource: 'networks' } },
      schema: {
        tags: ['networks'],
        summary: 'Every network of a node, best first',
        querystring: OfNode,
        response: { 200: NetworkBoard, 404: Fault },
      },
    },
    async ({ query }) => (await node(query.node)).board(),
  )
}
