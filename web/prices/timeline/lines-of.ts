import type { PriceTimeline } from '../../../domain/price-answers.ts'
import type { PriceRate } from '../../../domain/price-book.ts'
import type { PriceStep } from '../../chart/prices/price-paths.ts'

/** What sending costs on a network over time, by the first tier. */
export interface PriceLine {
  readonly network: string
  readonly steps: readonly PriceStep[]
}

/** Lines of the networks that have a price of sending at some time, all of one currency and unit; the others by name. */
export interface PriceLines {
  readonly currency: string
  readonly unit: 'GB' | 'GiB'
  readonly lines: readonly PriceLine[]
  /** Without a price of sending, or of another currency or unit than the first. */
  readonly without: readonly string[]
}

/** The prices of what pods send to anywhere; null where no network has one. */
export function linesOf({ networks }: PriceTimeline): PriceLines | null {
  const rates = networks.flatMap(({ spans }) => spans.flatMap(({ egress }) => egress.any ?? []))
  const first = rates.find(({ unit }) => unit === 'GB' || unit === 'GiB')
  if (first === undefined || (first.unit !== 'GB' && first.unit !== 'GiB')) return null
  const { currency, unit } = first
  const all = networks.map(({ network, spans }) => ({
    network,
    steps: spans.map(({ from, egress }) => ({ at: from, price: priceOf(egress.any, currency, unit) })),
  }))
  const isPriced = ({ steps }: PriceLine) => steps.some(({ price }) => price !== null)
  return {
    currency,
    unit,
    lines: all.filter(isPriced),
    without: all.filter((line) => !isPriced(line)).map(({ network }) => network),
  }
}

function priceOf(rate: PriceRate | undefined, currency: string, unit: PriceLines['unit']): number | null {
  return rate?.currency === currency && rate.unit === unit ? Number(rate.tiers[0]?.price) : null
}
