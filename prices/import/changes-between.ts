import type { RateChange } from '../../domain/price-answers.ts'
import type { PriceBook, PriceRate } from '../../domain/price-book.ts'

/** What one book has and another has not, or otherwise; what both have alike is left out. */
export function changesBetween(before: PriceBook, after: PriceBook): RateChange[] {
  const olds = new Map(before.rates.map((rate) => [identityOf(rate), rate]))
  const news = new Map(after.rates.map((rate) => [identityOf(rate), rate]))
  const gone = [...olds].flatMap(([key, rate]) => (news.has(key) ? [] : [{ before: rate }]))
  const changed = [...news].flatMap(([key, rate]): RateChange[] => {
    const old = olds.get(key)
    if (old === undefined) return [{ after: rate }]
    return textOf(old) === textOf(rate) ? [] : [{ before: old, after: rate }]
  })
  return [...gone, ...changed]
}

/** What a rate is for, and from when on. */
function identityOf({
  network,
  networkClass,
  direction,
  destination,
  unit,
  schedule,
  effectiveFrom,
}: PriceRate): string {
  return JSON.stringify([
    network,
    networkClass,
    direction,
    destination,
    unit,
    schedule,
    Date.parse(effectiveFrom),
  ])
}

function textOf({ tiers, currency, effectiveTo, source }: PriceRate): string {
  return JSON.stringify([tiers, currency, effectiveTo, source])
}
