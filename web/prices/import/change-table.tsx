import type { PriceRate } from '../../../domain/price-book.ts'
import type { PricePreview } from '../../../domain/price-answers.ts'
import { pricesWords } from '../../catalogue/prices.ts'
import { rateText } from '../book/rate-text.ts'

type Change = PricePreview['changes'][number]

/** What an import would change, rate by rate: what comes, what goes, and what becomes another. */
export function ChangeTable({ changes }: { changes: readonly Change[] }) {
  const words = pricesWords.value
  return (
    <div class="sideways" role="region" aria-label={words.changes} tabIndex={0}>
      <table class="table">
        <thead>
          <tr>
            {[words.change, words.network, words.use, words.before, words.after].map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {changes.map((change, place) => (
            <Row key={place} change={change} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({ change: { before, after } }: { change: Change }) {
  const words = pricesWords.value
  const shown = after ?? before
  if (shown === undefined) return null
  const kind = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed'
  const { of, use } = rateText(shown)
  return (
    <tr>
      <td>
        <span class={`price-change price-change--${kind}`}>{words.kinds[kind]}</span>
      </td>
      <th scope="row">{of}</th>
      <td>{use}</td>
      <td>{before ? figuresOf(before) : '–'}</td>
      <td>{after ? figuresOf(after) : '–'}</td>
    </tr>
  )
}

function figuresOf(rate: PriceRate): string {
  const { price, hours, span } = rateText(rate)
  return [price, hours, span].join(' · ')
}
