import { Type } from 'typebox'
import { HistoryPoint, Resolution } from '../../domain/network-history.ts'
import type { Clock } from '../../service-kit/clock.ts'
import type { HttpServer } from '../../service-kit/http-server.ts'
import type { SampleStore } from '../../store/sample-store.ts'
import { Fault } from './fault.ts'
import { usualResolution } from './usual-resolution.ts'

const hourMs = 3_600_000
/** Points of a history unless a query says otherwise. */
export const defaultLimit = 500

/** Unix time in ms, up to the last that a date can be. */
const Time = Type.Integer({ minimum: 0, maximum: 8.64e15 })

/** Which part of a history. */
export const HistoryParameters = Type.Object({
  /** One hour before `to` if left out. */
  from: Type.Optional(Time),
  /** Now if left out. */
  to: Type.Optional(Time),
  /** If left out, the finest of which the span has at most a few hundred points that are still kept. */
  resolution: Type.Optional(Resolution),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 2_000, default: defaultLimit })),
})

/** How a network has been. */
export const NetworkHistory = Type.Object({
  network: Type.String(),
  /** Unix times in ms: points begin at the one or later, and before the other. */
  from: Type.Integer(),
  to: Type.Integer(),
  resolution: Resolution,
  /** Oldest first; the newest where the limit cuts. */
  points: Type.Array(HistoryPoint),
})

/** What is asked for the history of networks. */
export interface HistorySources {
  /** The names of the networks that there are now. */
  readonly networks: () => readonly string[]
  readonly samples: Pick<SampleStore, 'history'>
  readonly clock: Clock
}

/** How a network has been. One that is configured no more is known for as long as its history is. */
export function addHistoryRoutes(server: HttpServer, { networks, samples, clock }: HistorySources): void {
  server.get(
    '/api/v1/networks/:name/history',
    {
      schema: {
        tags: ['networks'],
        summary: "A network's figures over time: every sample, or spreads of minutes or hours",
        params: Type.Object({ name: Type.String({ maxLength: 256 }) }),
        querystring: HistoryParameters,
        response: { 200: NetworkHistory, 400: Fault, 404: Fault },
      },
    },
    async ({ params, query }, reply) => {
      const nowMs = clock.nowMs()
      const to = query.to ?? nowMs
      const from = query.from ?? Math.max(0, to - hourMs)
      if (from >= to)
        return reply.code(400).send({
          message: `Cannot answer a history from ${from} to ${to} as it ends before it begins: swap them`,
        })
      const resolution = query.resolution ?? usualResolution(from, to, nowMs)
      const span = { fromMs: from, toMs: to, resolution, limit: query.limit ?? defaultLimit }
      const points = await samples.history({ network: params.name, ...span })
      if (points.length === 0 && !networks().includes(params.name))
        return reply.code(404).send({
          message: `Cannot answer the history of ${params.name} as there is none: this node has ${networks().join(', ') || 'no network'}`,
        })
      return { network: params.name, from, to, resolution, points }
    },
  )
}
