import { Type } from 'typebox'
import { NetworkHistory, Resolution } from '../../domain/network-history.ts'
import { ApiFault } from '../../service-kit/api-fault.ts'
import type { HttpServer } from '../../service-kit/http-server.ts'
import { OfNode, type ApiSources } from './api-sources.ts'
import { Fault } from './fault.ts'
import { usualResolution } from './usual-resolution.ts'

const hourMs = 3_600_000
/** Points of a history unless a query says otherwise. */
const defaultLimit = 500

/** Unix time in ms, up to the last that a date can be. */
const Time = Type.Integer({ minimum: 0, maximum: 8.64e15 })

/** Which part of a history. */
const HistoryParameters = Type.Object({
  /** One hour before `to` if left out. */
  from: Type.Optional(Time),
  /** Now if left out. */
  to: Type.Optional(Time),
  /** If left out, the finest of which the span has at most a few hundred points that are still kept. */
  resolution: Type.Optional(Resolution),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 2_000, default: defaultLimit })),
  ...OfNode.properties,
})

/** How a network has been. One that is configured no more is known for as long as its history is. */
export function addHistoryRoutes(
  server: HttpServer,
  { history, clock }: Pick<ApiSources, 'history' | 'clock'>,
): void {
  server.get(
    '/api/v1/networks/:name/history',
    {
      config: { access: { verb: 'get', resource: 'networks' } },
      schema: {
        tags: ['networks'],
        summary: "A network's figures over time: every sample, or spreads of minutes or hours",
        params: Type.Object({ name: Type.String({ maxLength: 256 }) }),
        querystring: HistoryParameters,
        response: { 200: NetworkHistory, 400: Fault, 404: Fault },
      },
    },
    async ({ params: { name: network }, query: { node, limit = defaultLimit, ...query } }) => {
      const nowMs = clock.nowMs()
      const to = query.to ?? nowMs
      const from = query.from ?? Math.max(0, to - hourMs)
      if (from >= to)
        throw new ApiFault(
          400,
          `Cannot answer a history from ${from} to ${to} as it ends before it begins: swap them`,
        )
      const isSum = history.sumsUp && node === undefined
      const resolution = query.resolution ?? usualOf(isSum, usualResolution(from, to, nowMs))
      if (isSum && resolution === 'raw')
        throw new ApiFault(400, 'Cannot sum up raw samples as nodes do not measure at one time: name a node')
      const points = await history.of(node, { network, fromMs: from, toMs: to, resolution, limit })
      const networks = history.networks(node)
      if (points.length === 0 && networks?.includes(network) === false)
        throw new ApiFault(
          404,
          `Cannot answer the history of ${network} as there is none: this node has ${networks.join(', ') || 'no network'}`,
        )
      return { network, from, to, resolution, points }
    },
  )
}

function usualOf(isSum: boolean, usual: Resolution): Resolution {
  return isSum && usual === 'raw' ? 'minute' : usual
}
