import { SeenNodeList } from '../../domain/seen-node.ts'
import type { HttpServer } from '../../service-kit/http-server.ts'
import type { ApiSources } from './api-sources.ts'

/** Which nodes this API shows. */
export function addNodeRoutes(server: HttpServer, { nodes }: ApiSources): void {
  server.get(
    '/api/v1/nodes',
    {
      config: { access: { verb: 'list', resource: 'nodes' } },
      schema: { tags: ['nodes'], summary: 'Every node, by name', response: { 200: SeenNodeList } },
    },
    () => ({ nodes: [...nodes()] }),
  )
}
