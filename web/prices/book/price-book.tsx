import { useSignal } from '@preact/signals'
import type { ReadonlySignal } from '@preact/signals'
import type { PriceVersions } from '../../../domain/price-answers.ts'
import { readPrices } from '../../api/prices.ts'
import { useAnswer } from '../../api/use-answer.ts'
import { pricesWords } from '../../catalogue/prices.ts'
import { SelectField } from '../../form/select-field.tsx'
import { formatMoment } from '../../format/moment.ts'
import { usePage } from '../../page/page-parts.ts'
import { Awaited } from '../../parts/awaited.tsx'
import { Empty } from '../../parts/empty.tsx'
import { RateTable } from './rate-table.tsx'

const newest = ''

/** The rates that count, or those of a version before. `round` rises when the book has changed. */
export function PriceBookSection({ round }: { round: ReadonlySignal<number> }) {
  const { client } = usePage()
  const words = pricesWords.value
  const chosen = useSignal<string>(newest)
  const version = chosen.value === newest ? undefined : Number(chosen.value)
  const answer = useAnswer(
    async (signal) => (await readPrices(client, version, signal)).prices,
    [client, version, round.value],
  )
  return (
    <section class="section" aria-labelledby="book-title">
      <div class="section__head">
        <h2 id="book-title" class="section__title">
          {words.book}
        </h2>
        {answer.value && <NextChange prices={answer.value} />}
      </div>
      <Awaited answer={answer} rows={5}>
        {({ book, versions }) =>
          versions.length === 0 ? (
            <Empty>{words.empty}</Empty>
          ) : (
            <div class="stack">
              <SelectField
                class="prices__version"
                pointer="/version"
                label={words.versionShown}
                value={chosen}
                options={versions.map(({ version: each, rates }, place) => ({
                  value: place === 0 ? newest : String(each),
                  label: place === 0 ? words.newestOf(each, rates) : words.version(each, rates),
                }))}
              />
              <RateTable rates={book.rates} label={words.book} />
            </div>
          )
        }
      </Awaited>
    </section>
  )
}

function NextChange({ prices: { nextChangeAt, versions } }: { prices: PriceVersions }) {
  const words = pricesWords.value
  if (versions.length === 0) return null
  return (
    <p class="section__aside">
      {nextChangeAt === null ? words.noChange : words.nextChange(formatMoment(nextChangeAt))}
    </p>
  )
}
