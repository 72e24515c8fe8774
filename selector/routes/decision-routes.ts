import { Type } from 'typebox'
import { Decision, SelectRequest } from '../../domain/decision.ts'
import { DecisionPage } from '../../domain/network-board.ts'
import type { HttpServer } from '../../service-kit/http-server.ts'
import type { DecisionStore } from '../../store/decision-store.ts'
import { DecisionQuery, defaultLimit } from './decision-query.ts'
import { Fault } from './fault.ts'
import { writePlainly } from './write-plainly.ts'
import type { Selector } from '../selector.ts'

/** Making decisions, and asking why they were made. */
export function addDecisionRoutes(server: HttpServer, selector: Selector, decisions: DecisionStore): void {
  server.post(
    '/api/v1/select',
    {
      schema: {
        tags: ['decisions'],
        summary: 'Choose a network for a pod and reserve its load; dryRun only answers',
        body: SelectRequest,
        response: { 200: Decision, 409: Fault },
      },
    },
    ({ body }) => selector.select(body),
  )
  server.get(
    '/api/v1/decisions',
    {
      schema: {
        tags: ['decisions'],
        summary: 'Decisions, newest first',
        querystring: DecisionQuery,
        response: { 200: DecisionPage },
      },
      serializerCompiler: writePlainly,
    },
    ({ query }) => decisions.page({ ...query, limit: query.limit ?? defaultLimit }),
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
    async ({ params }, reply) => {
      const decision = await decisions.find(params.id)
      if (decision === null)
        return reply
          .code(404)
          .send({ message: `Cannot find decision ${params.id}: it is unknown or older than the retention` })
      return decision
    },
  )
}
