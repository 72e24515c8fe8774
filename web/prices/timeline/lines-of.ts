import type { PriceTimeline } from '../../../domain/price-answers.ts'
import type { PriceRate } from '../../../domain/price-book.ts'
import type { PriceStep } from '../../chart/prices/price-paths.ts'

/** What sending costs on a network over time. */
export interface PriceLine {
  readonly network: string
  readonly steps: readonly PriceStep[]
}

/** Lines of the networks that have a price of sending at some time, all of one currency and unit; the others by name. */
export interface PriceLines {
  readonly currency: string
  readonly unit: 'GB' | 'GiB'
  /** Where tiers of these lines begin, in units that a month has carried: 0 first. */
  readonly begins: readonly number[]
  readonly lines: readonly PriceLine[]
  /** Without a price of sending, or of another currency or unit than the first. */
  readonly without: readonly string[]
}

/** The prices of what pods send to anywhere once a month has carried so many units; null where no network has one. */
export function linesOf({ networks }: PriceTimeline, carried = 0): PriceLines | null {
  const rates = networks.flatMap(({ spans }) => spans.flatMap(({ egress }) => egress.any ?? []))
  const first = rates.find(({ unit }) => unit === 'GB' || unit === 'GiB')
  if (first === undefined || (first.unit !== 'GB' && first.unit !== 'GiB')) return null
  const { currency, unit } = first
  const isDrawn = (rate: PriceRate) => rate.currency === currency && rate.unit === unit
  const priceOf = (rate: PriceRate | undefined) =>
    rate !== undefined && isDrawn(rate) ? priceAfter(rate, carried) : null
  const all = networks.map(({ network, spans }) => ({
    network,
    steps: spans.map(({ from, egress }) => ({ at: from, price: priceOf(egress.any) })),
  }))
  const isPriced = ({ steps }: PriceLine) => steps.some(({ price }) => price !== null)
  return {
    currency,
    unit,
    begins: tierBegins(rates.filter(isDrawn)),
    lines: all.filter(isPriced),
    without: all.filter((line) => !isPriced(line)).map(({ network }) => network),
  }
}

/** A tier reaches up to its end, which is of the next one. */
function priceAfter({ tiers }: PriceRate, carried: number): number | null {
  const tier = tiers.find(({ upTo = Infinity }) => carried < upTo)
  return tier === undefined ? null : Number(tier.price)
}

function tierBegins(rates: readonly PriceRate[]): number[] {
  const ends = rates.flatMap(({ tiers }) => tiers.flatMap(({ upTo }) => upTo ?? []))
  return [...new Set([0, ...ends])].sort((one, other) => one - other)
}
