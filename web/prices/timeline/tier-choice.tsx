import type { Signal } from '@preact/signals'
import { pricesWords } from '../../catalogue/prices.ts'
import { SelectField } from '../../form/select-field.tsx'
import { formatNumber } from '../../format/number.ts'
import type { PriceLines } from './lines-of.ts'

/** How much a month has carried already, by the tiers of what is drawn; nothing to choose where there is one. */
export function TierChoice({ prices, carried }: { prices: PriceLines; carried: Signal<string> }) {
  const words = pricesWords.value
  const { begins, unit } = prices
  if (begins.length < 2) return null
  const options = begins.map((begin, index) => {
    const end = begins[index + 1]
    const label =
      end === undefined
        ? words.carriedFrom(`${formatNumber(begin)} ${unit}`)
        : index === 0
          ? words.carriedBelow(`${formatNumber(end)} ${unit}`)
          : words.carriedBetween(formatNumber(begin), `${formatNumber(end)} ${unit}`)
    return { value: String(begin), label }
  })
  return (
    <SelectField
      pointer="/carried"
      label={words.carried}
      class="prices__tier"
      value={carried}
      options={options}
    />
  )
}
