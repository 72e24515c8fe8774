import { Type } from 'typebox'
import { NetworkForecast } from '../../domain/network-forecast.ts'
import { ApiFault } from '../../service-kit/api-fault.ts'
import type { HttpServer } from '../../service-kit/http-server.ts'
import { OfNode, type ApiSources } from './api-sources.ts'
import { Fault } from './fault.ts'

/** Where a network is going. */
export function addForecastRoutes(server: HttpServer, sources: ApiSources): void {
  server.get(
    '/api/v1/networks/:name/forecast',
    {
      config: { access: { verb: 'get', resource: 'networks' } },
      schema: {
        tags: ['networks'],
        summary: 'When its addresses run out and its link is full, if it goes on as in the last hours',
        params: Type.Object({ name: Type.String({ maxLength: 253 }) }),
        querystring: OfNode,
        response: { 200: NetworkForecast, 404: Fault },
      },
    },
    async ({ params: { name }, query }) => {
      const { at, networks } = (await sources.node(query.node)).board()
      const network = networks.find((each) => each.name === name)
      if (network === undefined)
        throw new ApiFault(404, `Cannot tell where ${name} is going: this node has no network of that name`)
      return network.forecast ?? { network: name, at, addresses: null, utilization: null }
    },
  )
}
