import type { HttpServer } from '../../service-kit/http-server.ts'
import { NetworkBoard } from '../../domain/network-board.ts'
import type { Selector } from '../selector.ts'

/** What every network is worth now. */
export function addNetworkRoutes(server: HttpServer, selector: Selector): void {
  server.get(
    '/api/v1/networks',
    {
      schema: {
        tags: ['networks'],
        summary: 'Every network of this node, best first',
        response: { 200: NetworkBoard },
      },
    },
    () => selector.board(),
  )
}
