import { Type } from 'typebox'
import type { Decision } from '../../domain/decision.ts'
import {
  DecisionSensitivity,
  SensitivityReport,
  SensitivityRequest,
  WhatIfChange,
  WhatIfDecision,
  WhatIfReport,
  WhatIfRequest,
} from '../../domain/what-if.ts'
import type { HttpServer } from '../../service-kit/http-server.ts'
import { lookAtWeights } from '../what-if/look-at-weights.ts'
import { lookBack } from '../what-if/look-back.ts'
import { OneByOne } from '../what-if/one-by-one.ts'
import { sensitivityOf } from '../what-if/sensitivity-of.ts'
import { whatIfOf } from '../what-if/what-if-of.ts'
import type { Understanding } from '../what-if/with-change.ts'
import type { ApiSources } from './api-sources.ts'
import { decisionById } from './decision-by-id.ts'
import { Fault } from './fault.ts'
import { writePlainly } from './write-plainly.ts'

const tags = ['what-if']
const params = Type.Object({ id: Type.String({ maxLength: 64 }) })
const readDecisions = { access: { verb: 'list', resource: 'decisions' } } as const
const readDecision = { access: { verb: 'get', resource: 'decisions' } } as const

/** A price book may come with it. */
const bodyLimit = 1_048_576

/** How decisions would have gone if, and how firm they stand. Nothing is saved and nothing is changed. */
export function addWhatIfRoutes(server: HttpServer, sources: ApiSources): void {
  const { decisions } = sources
  const turns = new OneByOne()
  const find = (id: string): Promise<Decision> => decisionById(decisions(undefined), id)
  server.post(
    '/api/v1/what-if',
    {
      config: readDecisions,
      bodyLimit,
      schema: {
        tags,
        summary: 'How the last decisions would have gone by other weights, prices or another profile',
        body: WhatIfRequest,
        response: { 200: WhatIfReport, 400: Fault, 404: Fault, 503: Fault },
      },
      serializerCompiler: writePlainly,
    },
    async ({ body }) => {
      const understanding = await understandingOf(sources, body.node)
      return turns.run(() => lookBack(decisions(body.node), body, understanding))
    },
  )
  server.post(
    '/api/v1/what-if/sensitivity',
    {
      config: readDecisions,
      schema: {
        tags,
        summary:
          'Which weight matters most: how many of the last decisions change without it, and if it is doubled',
        body: SensitivityRequest,
        response: { 200: SensitivityReport, 404: Fault, 503: Fault },
      },
    },
    ({ body }) => turns.run(() => lookAtWeights(decisions(body.node), body)),
  )
  server.post(
    '/api/v1/decisions/:id/what-if',
    {
      config: readDecision,
      bodyLimit,
      schema: {
        tags,
        summary: 'How one decision would have gone',
        params,
        body: WhatIfChange,
        response: { 200: WhatIfDecision, 400: Fault, 404: Fault, 422: Fault },
      },
      serializerCompiler: writePlainly,
    },
    async ({ params: { id }, body }) =>
      whatIfOf(await find(id), body, await understandingOf(sources, undefined)),
  )
  server.get(
    '/api/v1/decisions/:id/sensitivity',
    {
      config: readDecision,
      schema: {
        tags,
        summary:
          'What each weight does to one decision, and the smallest change that makes another network win',
        params,
        response: { 200: DecisionSensitivity, 404: Fault, 422: Fault },
      },
    },
    async ({ params: { id } }) => sensitivityOf(await find(id)),
  )
}

/** What prices may call the networks of a node: the types of their plugins, and their uplink group, as they are now. */
async function understandingOf(
  { node, clock }: ApiSources,
  name: string | undefined,
): Promise<Understanding> {
  const { networks } = (await node(name)).board()
  const classes = new Map(
    networks.map(({ name: network, plugins, settings }) => {
      const group = settings?.uplinkGroup
      return [network, group === undefined ? plugins : [...plugins, group]]
    }),
  )
  return { classesOf: (network) => classes.get(network) ?? [], nowMs: clock.nowMs() }
}
