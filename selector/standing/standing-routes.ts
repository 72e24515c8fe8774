import { Type } from 'typebox'
import { Decision } from '../../domain/decision.ts'
import { DecisionPage, NetworkBoard } from '../../domain/network-board.ts'
import { SourceStatusList } from '../../domain/source-status.ts'
import type { Clock } from '../../service-kit/clock.ts'
import type { HttpServer } from '../../service-kit/http-server.ts'
import type { ClusterStore } from '../../store/cluster-store.ts'
import { DecisionQuery, defaultLimit } from '../routes/decision-query.ts'
import { openEventStream } from '../routes/event-stream.ts'
import { Fault } from '../routes/fault.ts'
import { addNodeRoutes } from '../routes/node-routes.ts'
import { writePlainly } from '../routes/write-plainly.ts'
import { addNodeHistory } from './node-history-routes.ts'
import { NodeName } from './node-name.ts'
import type { NodeViews } from './node-views.ts'

const OfNode = Type.Object({ node: Type.Optional(NodeName) })
const noNode = (name: string | undefined) => ({
  message: `Cannot show ${name ?? 'a node'} as nothing is known of it: see /api/v1/nodes`,
})

/** What the routes answer from. */
export interface StandingParts {
  readonly server: HttpServer
  readonly views: NodeViews
  readonly cluster: ClusterStore
  readonly clock: Clock
}

/** What the store has of all nodes, below `/api/v1`, in the words of an agent's own API. */
export function addStandingRoutes({ server, views, cluster, clock }: StandingParts): void {
  addNodeRoutes(server, () => views.nodes)
  server.get(
    '/api/v1/networks',
    {
      schema: {
        tags: ['networks'],
        summary: 'Every network of a node, best first; of the first node if none is named',
        querystring: OfNode,
        response: { 200: NetworkBoard, 404: Fault },
      },
    },
    async ({ query }, reply) =>
      (await views.of(query.node))?.board() ?? reply.code(404).send(noNode(query.node)),
  )
  server.get(
    '/api/v1/sources',
    {
      schema: {
        tags: ['nodes'],
        summary:
          "Sources that have told something of a node's networks, as far as its newest samples show them",
        querystring: OfNode,
        response: { 200: SourceStatusList, 404: Fault },
      },
    },
    async ({ query }, reply) => {
      const view = await views.of(query.node)
      return view === null ? reply.code(404).send(noNode(query.node)) : { sources: view.sources() }
    },
  )
  addDecisions(server, cluster)
  addNodeHistory(server, cluster, clock)
  server.get(
    '/api/v1/events',
    {
      schema: { tags: ['live'], summary: 'Boards and decisions of a node', querystring: OfNode },
    },
    async ({ query }, reply) => {
      const view = await views.of(query.node)
      if (view === null) return reply.code(404).send(noNode(query.node))
      return openEventStream(reply, view.feed, () => view.board())
    },
  )
}

function addDecisions(server: HttpServer, cluster: ClusterStore): void {
  server.get(
    '/api/v1/decisions',
    {
      schema: {
        tags: ['decisions'],
        summary: 'Decisions, newest first; of all nodes if none is named',
        querystring: Type.Object({ ...DecisionQuery.properties, ...OfNode.properties }),
        response: { 200: DecisionPage },
      },
      serializerCompiler: writePlainly,
    },
    ({ query: { node, limit = defaultLimit, ...query } }) =>
      cluster.decisionsOf(node ?? null).page({ ...query, limit }),
  )
  server.get(
    '/api/v1/decisions/:id',
    {
      schema: {
        tags: ['decisions'],
        summary: 'One decision with every figure it was made from',
        params: Type.Object({ id: Type.String({ maxLength: 64 }) }),
        response: { 200: Decision, 404: Fault },
      },
    },
    async ({ params }, reply) =>
      (await cluster.decisionsOf(null).find(params.id)) ??
      reply
        .code(404)
        .send({ message: `Cannot find decision ${params.id}: it is unknown or older than the retention` }),
  )
}
