import { Type } from 'typebox'
import { ReplayReport } from '../../domain/replay-report.ts'
import type { HttpServer } from '../../service-kit/http-server.ts'
import { reportReplay } from '../replay/report-replay.ts'
import type { ApiSources } from './api-sources.ts'
import { decisionById } from './decision-by-id.ts'
import { Fault } from './fault.ts'
import { writePlainly } from './write-plainly.ts'

/** Decisions made again from their own inputs. */
export function addReplayRoutes(server: HttpServer, { decisions }: Pick<ApiSources, 'decisions'>): void {
  server.get(
    '/api/v1/decisions/:id/replay',
    {
      config: { access: { verb: 'get', resource: 'decisions' } },
      schema: {
        tags: ['decisions'],
        summary: 'The decision made again from its stored inputs, and whether every bit of it is the same',
        params: Type.Object({ id: Type.String({ maxLength: 64 }) }),
        response: { 200: ReplayReport, 404: Fault, 422: Fault },
      },
      serializerCompiler: writePlainly,
    },
    async ({ params: { id } }) => reportReplay(await decisionById(decisions(undefined), id)),
  )
}
