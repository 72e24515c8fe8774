import { Type } from 'typebox'
import { AuditPage } from '../../domain/stored-intent.ts'
import type { HttpServer } from '../../service-kit/http-server.ts'
import type { IntentAccess } from '../intents/intent-access.ts'
import { Fault } from './fault.ts'

const defaultLimit = 50

const AuditQuery = Type.Object({
  kind: Type.Optional(
    Type.Union([Type.Literal('SelectionProfile'), Type.Literal('Network'), Type.Literal('PriceBook')]),
  ),
  namespace: Type.Optional(Type.String({ maxLength: 63 })),
  name: Type.Optional(Type.String({ maxLength: 253 })),
  /** Only changes older than the one with this id. */
  before: Type.Optional(Type.String({ pattern: '^\\d{1,15}$' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: defaultLimit })),
})

/** Who has changed what through this API. */
export function addAuditRoutes(server: HttpServer, { trail }: Pick<IntentAccess, 'trail'>): void {
  server.get(
    '/api/v1/audit',
    {
      config: { access: { verb: 'list', resource: 'audits', namespaceFrom: 'query' } },
      schema: {
        tags: ['audit'],
        summary: 'Who has changed which profile, network or price book, newest first',
        querystring: AuditQuery,
        response: { 200: AuditPage, 401: Fault, 403: Fault },
      },
    },
    async ({ query: { limit = defaultLimit, ...query } }) => {
      const { changes, next } = await trail.history({ ...query, limit })
      return { changes: [...changes], next }
    },
  )
}
