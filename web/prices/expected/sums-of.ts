import type { ExpectedCosts } from '../../../domain/price-answers.ts'

type Owner = ExpectedCosts['owners'][number]

/** What the pods of a namespace are expected to cost in a month, one pod of each owner, if all were on one network. */
export interface NamespaceCost {
  readonly namespace: string
  readonly owners: number
  readonly networks: readonly NetworkCost[]
}

/** On one network; null where an owner's cost is not known there, or is in another currency. */
export interface NetworkCost {
  readonly network: string
  readonly currency: string
  readonly perMonth: number | null
}

/** An owner is called by its namespace first. */
export const namespaceOf = ({ use: { owner } }: Owner): string => owner.split('/', 1)[0] ?? ''

/** By namespace, in the order of their names. */
export function sumsOf({ owners }: ExpectedCosts): readonly NamespaceCost[] {
  return [...Map.groupBy(owners, namespaceOf)]
    .map(([namespace, own]) => ({ namespace, owners: own.length, networks: networksOf(own) }))
    .toSorted((one, other) => (one.namespace < other.namespace ? -1 : 1))
}

function networksOf(owners: readonly Owner[]): readonly NetworkCost[] {
  const names = [...new Set(owners.flatMap(({ networks }) => networks.map(({ network }) => network)))]
  return names.map((network) => {
    const costs = owners.map((owner) => owner.networks.find((each) => each.network === network)?.cost ?? null)
    const [first] = costs
    const currency = first?.currency ?? ''
    const isKnown = costs.every((cost) => cost !== null && cost.currency === currency)
    return {
      network,
      currency,
      perMonth: isKnown ? costs.reduce((sum, cost) => sum + (cost?.perMonth ?? 0), 0) : null,
    }
  })
}

/** The network that costs least; undefined where none or all are the same, or what they cost is in several currencies. */
export function cheapestOf(networks: readonly NetworkCost[]): string | undefined {
  const known = networks.flatMap(({ network, currency, perMonth }) =>
    perMonth === null ? [] : [{ network, currency, perMonth }],
  )
  if (new Set(known.map(({ currency }) => currency)).size > 1) return undefined
  const [first, ...others] = known.toSorted((one, other) => one.perMonth - other.perMonth)
  return first && others.some(({ perMonth }) => perMonth > first.perMonth) ? first.network : undefined
}
