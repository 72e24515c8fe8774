import { Type } from 'typebox'
import { ProbeReport, ProbeView } from '../../domain/probe-exchange.ts'
import { Nullable } from '../../domain/nullable.ts'
import type { HttpServer } from '../../service-kit/http-server.ts'
import type { ProbeSource } from './probe-source.ts'

const { peers } = ProbeView.properties

/** What probes do and have found out. */
const ProbePage = Type.Object({
  /** Null where probes are off, or nothing has been measured yet. */
  probes: Nullable(Type.Object({ peers, ...ProbeReport.properties })),
})

/** Serves `/api/v1/probes`: whom this node probes, where it answers, what came of it, and why where nothing did. */
export function addProbeRoutes(server: HttpServer, latest: () => ProbeSource['latest']): void {
  server.get(
    '/api/v1/probes',
    {
      config: { access: { verb: 'get', resource: 'nodes' } },
      schema: {
        tags: ['node'],
        summary: 'Peers, and what the last probes said of each network',
        response: { 200: ProbePage },
      },
    },
    () => {
      const known = latest()
      return { probes: known && { peers: known.view.peers, ...known.report } }
    },
  )
}
