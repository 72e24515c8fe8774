import { Type } from 'typebox'
import { ExpectedCosts, PriceTimeline } from '../../domain/price-answers.ts'
import { ratesOfEntries, type NetworkRates } from '../../prices/network-rates.ts'
import { timeline } from '../../prices/timeline.ts'
import { ApiFault } from '../../service-kit/api-fault.ts'
import type { HttpServer } from '../../service-kit/http-server.ts'
import { expectedCosts } from '../prices/expected-costs.ts'
import type { NetworkToPrice } from '../prices/live-prices.ts'
import type { PriceApi } from '../prices/price-api.ts'
import { Fault } from './fault.ts'
import { ConfName, NamespaceName } from './intent-parameters.ts'

const tags = ['prices']
const resource = 'pricebooks'
const weekMs = 7 * 86_400_000
const longestMs = 400 * 86_400_000
const mostSpans = 500

/** What prices will be, and what pods are expected to cost by them. */
export function addPriceOutlookRoutes(server: HttpServer, api: PriceApi): void {
  server.get(
    '/api/v1/prices/timeline',
    {
      config: { access: { verb: 'list', resource } },
      schema: {
        tags,
        summary: 'What counts for each network from one time until another; the week to come if left out',
        querystring: Type.Object({
          network: Type.Optional(ConfName),
          from: Type.Optional(Type.Integer({ minimum: 0, maximum: 8.64e15 })),
          to: Type.Optional(Type.Integer({ minimum: 0, maximum: 8.64e15 })),
        }),
        response: { 200: PriceTimeline, 400: Fault, 404: Fault },
      },
    },
    ({ query }) => {
      const fromMs = query.from ?? api.clock.nowMs()
      const untilMs = query.to ?? fromMs + weekMs
      if (untilMs <= fromMs || untilMs - fromMs > longestMs)
        throw new ApiFault(400, 'Cannot show these prices: to has to be after from, by 400 days at most')
      const asked = { fromMs, untilMs, limit: mostSpans }
      const spansOf = ({ name, classes, prices = [] }: NetworkToPrice) =>
        timeline(api.books.current, { rates: ratesOfEntries(name, prices) }, { name, classes }, asked)
      return {
        networks: networksOf(api, query.network).map((network) => ({
          network: network.name,
          spans: spansOf(network).map((span) => ({
            from: span.fromMs,
            until: span.untilMs,
            ...shown(span.rates),
          })),
        })),
      }
    },
  )
  server.get(
    '/api/v1/prices/expected',
    {
      config: { access: { verb: 'list', resource, namespaceFrom: 'query' } },
      schema: {
        tags,
        summary:
          'What a pod of each owner, and all of its pods that run, are expected to cost in a month on every network',
        querystring: Type.Object({ namespace: Type.Optional(NamespaceName) }),
        response: { 200: ExpectedCosts },
      },
    },
    ({ query: { namespace } }) => expectedCosts(api, namespace),
  )
}

function networksOf({ networks }: PriceApi, name: string | undefined): readonly NetworkToPrice[] {
  const all = networks()
  const found = name === undefined ? all : all.filter((network) => network.name === name)
  if (name !== undefined && found.length === 0)
    throw new ApiFault(
      404,
      `Cannot find network ${name}: there is ${all.map((each) => each.name).join(', ') || 'none yet'}`,
    )
  return found
}

function shown({ egress, ingress, interfaceHour, addressHour, month }: NetworkRates) {
  return {
    egress: Object.fromEntries(egress),
    ingress: ingress ?? null,
    interfaceHour: interfaceHour ?? null,
    addressHour: addressHour ?? null,
    month: month ?? null,
  }
}
