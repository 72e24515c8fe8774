import type { ExpectedCost } from '../../domain/expected-cost.ts'
import type { ExpectedCosts, MonthlyCost } from '../../domain/price-answers.ts'
import { expectedUse } from '../../prices/expected-use.ts'
import { namespaceOf, neighboursByNamespace } from './neighbours.ts'
import type { PriceApi } from './price-api.ts'

/** With four networks that is an answer of 700 kB. */
const mostOwners = 500

/**
 * What a pod of each owner is expected to use and to cost, and what all of its pods that run now are, as if all pods
 * there are were on that network: so they share what it costs a node in a month.
 */
export function expectedCosts(
  {
    owners,
    networks,
    nodes,
    prices,
    clock,
  }: Pick<PriceApi, 'owners' | 'networks' | 'nodes' | 'prices' | 'clock'>,
  namespace: string | undefined,
): ExpectedCosts {
  const at = clock.nowMs()
  const all = owners()
  const sharing = all.reduce((sum, { pods = 0 }) => sum + pods, 0) / nodes()
  const neighboursOf = neighboursByNamespace(all)
  const asked = namespace === undefined ? all : all.filter((own) => namespaceOf(own) === namespace)
  const priced = networks().map((network) => ({ ...network, pods: sharing }))
  return {
    at,
    leftOut: Math.max(0, asked.length - mostOwners),
    owners: asked.slice(0, mostOwners).map((own) => {
      const neighbours = neighboursOf.get(namespaceOf(own)) ?? []
      const use = expectedUse({ owner: own.owner, own, neighbours, demandBitsPerSecond: undefined })
      return {
        use,
        pods: own.pods ?? null,
        networks: priced.map((network) => {
          const cost = prices.costOf(network, use, at)
          return { network: network.name, cost, monthly: monthlyOf(cost, own.pods) }
        }),
      }
    }),
  }
}

function monthlyOf(cost: ExpectedCost | null, pods: number | undefined): MonthlyCost | null {
  if (cost === null || pods === undefined) return null
  const { currency, perMonth, confidence } = cost
  return { currency, perMonth: perMonth * pods, confidence }
}
