import { Decision, SelectRequest } from '../../domain/decision.ts'
import type { HttpServer } from '../../service-kit/http-server.ts'
import type { Selector } from '../selector.ts'
import { Fault } from './fault.ts'

/** Making decisions; only an agent can. */
export function addSelectRoutes(server: HttpServer, selector: Selector): void {
  server.post(
    '/api/v1/select',
    {
      config: { access: { verb: 'create', resource: 'decisions' } },
      schema: {
        tags: ['decisions'],
        summary: 'Choose a network for a pod and reserve its load; dryRun only answers',
        body: SelectRequest,
        response: { 200: Decision, 409: Fault },
      },
    },
    ({ body }) => selector.select(body),
  )
}
