import { Type } from 'typebox'
import { Decision } from '../../domain/decision.ts'
import { DecisionPage } from '../../domain/network-board.ts'
import type { HttpServer } from '../../service-kit/http-server.ts'
import { OfNode, type ApiSources } from './api-sources.ts'
import { decisionById } from './decision-by-id.ts'
import { DecisionQuery, defaultLimit } from './decision-query.ts'
import { Fault } from './fault.ts'
import { writePlainly } from './write-plainly.ts'

/** Why pods got their networks. */
export function addDecisionRoutes(server: HttpServer, { decisions }: ApiSources): void {
  server.get(
    '/api/v1/decisions',
    {
      config: { access: { verb: 'list', resource: 'decisions', namespaceFrom: 'query' } },
      schema: {
        tags: ['decisions'],
        summary: 'Decisions, newest first; of all nodes that are known if none is named',
        querystring: Type.Object({ ...DecisionQuery.properties, ...OfNode.properties }),
        response: { 200: DecisionPage, 404: Fault },
      },
      serializerCompiler: writePlainly,
    },
    ({ query: { node, limit = defaultLimit, from, to, ...query } }) =>
      decisions(node).page({
        ...query,
        ...(from !== undefined && { fromMs: from }),
        ...(to !== undefined && { toMs: to }),
        limit,
      }),
  )
  server.get(
    '/api/v1/decisions/:id',
    {
      config: { access: { verb: 'get', resource: 'decisions' } },
      schema: {
        tags: ['decisions'],
        summary: 'One decision with every figure it was made from',
        params: Type.Object({ id: Type.String({ maxLength: 64 }) }),
        response: { 200: Decision, 404: Fault },
      },
    },
    ({ params: { id } }) => decisionById(decisions(undefined), id),
  )
}
