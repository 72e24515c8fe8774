import { SeenNodeList, type SeenNode } from '../../domain/seen-node.ts'
import type { HttpServer } from '../../service-kit/http-server.ts'

/** Which nodes this API shows. */
export function addNodeRoutes(server: HttpServer, nodes: () => readonly SeenNode[]): void {
  server.get(
    '/api/v1/nodes',
    { schema: { tags: ['nodes'], summary: 'Every node, by name', response: { 200: SeenNodeList } } },
    () => ({ nodes: [...nodes()] }),
  )
}
