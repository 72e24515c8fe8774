import { SourceStatusList, type SourceStatus } from '../../domain/source-status.ts'
import type { HttpServer } from '../../service-kit/http-server.ts'

/** Who is asked for figures, which of them answer, and what is wrong with the others. */
export function addSourceRoutes(server: HttpServer, sources: () => readonly SourceStatus[]): void {
  server.get(
    '/api/v1/sources',
    {
      schema: {
        tags: ['node'],
        summary: 'Sources of figures, of each kind the best first, and how they fare',
        response: { 200: SourceStatusList },
      },
    },
    () => ({ sources: [...sources()] }),
  )
}
