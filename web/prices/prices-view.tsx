import { readPrices } from '../api/prices.ts'
import { useAnswer } from '../api/use-answer.ts'
import { pricesWords } from '../catalogue/prices.ts'
import { usePage } from '../page/page-parts.ts'
import { ViewHead } from '../page/view-head.tsx'
import { Awaited } from '../parts/awaited.tsx'
import { Empty } from '../parts/empty.tsx'

/** What networks cost: for now, which versions of the price book there are. */
export function PricesView() {
  const { client } = usePage()
  const words = pricesWords.value
  const answer = useAnswer((signal) => readPrices(client, undefined, signal), [client])
  return (
    <>
      <ViewHead title={words.title} lead={words.lead} />
      <Awaited answer={answer} rows={5}>
        {({ prices: { versions } }) =>
          versions.length === 0 ? (
            <Empty>{words.empty}</Empty>
          ) : (
            <ol class="panel stack">
              {versions.map(({ version, rates }) => (
                <li key={version}>{words.version(version, rates)}</li>
              ))}
            </ol>
          )
        }
      </Awaited>
    </>
  )
}
