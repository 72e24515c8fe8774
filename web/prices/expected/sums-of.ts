import type { ExpectedCosts } from '../../../domain/price-answers.ts'

type Owner = ExpectedCosts['owners'][number]

/** What the pods of a namespace that run are expected to cost in a month, if all were on one network. */
export interface NamespaceCost {
  readonly namespace: string
  readonly owners: number
  /** Null where those of an owner were not counted. */
  readonly pods: number | null
  /** How far the use of its pods is known: the mean over them, or over owners where none runs. */
  readonly confidence: number
  readonly networks: readonly NetworkCost[]
}

/** On one network; null where an owner's pods or cost are not known there, or its currency is another one. */
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
    .map(([namespace, own]) => ({
      namespace,
      owners: own.length,
      pods: own.reduce<number | null>(
        (sum, { pods }) => (sum === null || pods === null ? null : sum + pods),
        0,
      ),
      confidence: confidenceOf(own),
      networks: networksOf(own),
    }))
    .toSorted((one, other) => (one.namespace < other.namespace ? -1 : 1))
}

function confidenceOf(owners: readonly Owner[]): number {
  const running = owners.filter(({ pods }) => pods !== 0)
  const counted = running.length > 0 ? running : owners
  const weights = counted.map(({ pods }) => Math.max(1, pods ?? 1))
  const sum = counted.reduce((all, { use }, place) => all + use.confidence * (weights[place] ?? 1), 0)
  return sum / weights.reduce((all, weight) => all + weight, 0)
}

function networksOf(owners: readonly Owner[]): readonly NetworkCost[] {
  const names = [...new Set(owners.flatMap(({ networks }) => networks.map(({ network }) => network)))]
  return names.map((network) => {
    const costs = owners.map(
      (owner) => owner.networks.find((each) => each.network === network)?.monthly ?? null,
    )
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
