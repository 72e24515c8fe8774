import type { PriceRate } from '../../../domain/price-book.ts'
import { pricesWords } from '../../catalogue/prices.ts'
import { rateText } from './rate-text.ts'

/** Rates, one a row. */
export function RateTable({ rates, label }: { rates: readonly PriceRate[]; label: string }) {
  const words = pricesWords.value
  return (
    <div class="sideways" role="region" aria-label={label} tabIndex={0}>
      <table class="table">
        <thead>
          <tr>
            {[words.network, words.use, words.price, words.hours, words.span, words.source].map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rates.map((rate) => (
            <Row key={JSON.stringify(rate)} rate={rate} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({ rate }: { rate: PriceRate }) {
  const { of, use, price, hours, span, source } = rateText(rate)
  return (
    <tr>
      <th scope="row">{of}</th>
      {[use, price, hours, span, source].map((text, place) => (
        <td key={place}>{text}</td>
      ))}
    </tr>
  )
}
