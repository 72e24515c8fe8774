import { ClusterOverview } from '../../domain/cluster-overview.ts'
import type { HttpServer } from '../../service-kit/http-server.ts'
import type { ApiSources } from './api-sources.ts'

/** All nodes at one glance. */
export function addOverviewRoutes(server: HttpServer, { overview, clock }: ApiSources): void {
  server.get(
    '/api/v1/overview',
    {
      config: { access: { verb: 'list', resource: 'networks' } },
      schema: {
        tags: ['networks'],
        summary: 'Every network of every node in a few figures',
        response: { 200: ClusterOverview },
      },
    },
    async () => ({ at: clock.nowMs(), nodes: [...(await overview())] }),
  )
}
