import { Type } from 'typebox'
import type { HistoryPoint, Resolution } from '../../domain/network-history.ts'
import type { Clock } from '../../service-kit/clock.ts'
import type { HttpServer } from '../../service-kit/http-server.ts'
import type { ClusterStore } from '../../store/cluster-store.ts'
import type { HistoryQuery } from '../../store/sample-store.ts'
import { Fault } from '../routes/fault.ts'
import { defaultLimit, HistoryParameters, NetworkHistory } from '../routes/history-routes.ts'
import { usualResolution } from '../routes/usual-resolution.ts'
import { NodeName } from './node-name.ts'

const hourMs = 3_600_000

/** All nodes together if no node is named. */
const Asked = Type.Object({ ...HistoryParameters.properties, node: Type.Optional(NodeName) })

/** How a network has been on one node, or on all. */
export function addNodeHistory(server: HttpServer, cluster: ClusterStore, clock: Clock): void {
  server.get(
    '/api/v1/networks/:name/history',
    {
      schema: {
        tags: ['networks'],
        summary: 'Figures of a network over time, on one node or over all nodes',
        params: Type.Object({ name: Type.String({ maxLength: 256 }) }),
        querystring: Asked,
        response: { 200: NetworkHistory, 400: Fault },
      },
    },
    async ({ params: { name: network }, query }, reply) => {
      const nowMs = clock.nowMs()
      const to = query.to ?? nowMs
      const from = query.from ?? Math.max(0, to - hourMs)
      const resolution = query.resolution ?? resolutionOf(query.node, usualResolution(from, to, nowMs))
      const span = { network, fromMs: from, toMs: to, limit: query.limit ?? defaultLimit }
      if (query.node === undefined && resolution === 'raw')
        return reply
          .code(400)
          .send({ message: 'Cannot sum up raw samples as nodes do not measure at one time: name a node' })
      const points = await pointsOf(cluster, query.node, { ...span, resolution })
      return { network, from, to, resolution, points }
    },
  )
}

function resolutionOf(node: string | undefined, usual: Resolution): Resolution {
  return node === undefined && usual === 'raw' ? 'minute' : usual
}

function pointsOf(
  cluster: ClusterStore,
  node: string | undefined,
  { resolution, ...span }: HistoryQuery,
): Promise<HistoryPoint[]> {
  if (node !== undefined) return cluster.samplesOf(node).history({ ...span, resolution })
  return cluster.historyOfAll({ ...span, resolution: resolution === 'hour' ? 'hour' : 'minute' })
}
