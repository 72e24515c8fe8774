import { Type } from 'typebox'
import { NetworkForecast } from '../../domain/network-forecast.ts'
import type { HttpServer } from '../../service-kit/http-server.ts'
import type { Selector } from '../selector.ts'
import { Fault } from './fault.ts'

/** Where a network is going. */
export function addForecastRoutes(server: HttpServer, selector: Selector): void {
  server.get(
    '/api/v1/networks/:name/forecast',
    {
      schema: {
        tags: ['networks'],
        summary: 'When its addresses run out and its link is full, if it goes on as in the last hours',
        params: Type.Object({ name: Type.String({ maxLength: 253 }) }),
        response: { 200: NetworkForecast, 404: Fault },
      },
    },
    async ({ params: { name } }, reply) => {
      const { at, networks } = selector.board()
      const network = networks.find((each) => each.name === name)
      if (network === undefined)
        return reply
          .code(404)
          .send({ message: `Cannot tell where ${name} is going: this node has no network of that name` })
      return network.forecast ?? { network: name, at, addresses: null, utilization: null }
    },
  )
}
