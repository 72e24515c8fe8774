import { useSignal } from '@preact/signals'
import { pricesWords } from '../catalogue/prices.ts'
import { usePage } from '../page/page-parts.ts'
import { ViewHead } from '../page/view-head.tsx'
import { PriceBookSection } from './book/price-book.tsx'
import { ExpectedCostsSection } from './expected/expected-costs.tsx'
import { PriceImportSection } from './import/price-import.tsx'
import './prices.css'
import { PriceTimelineSection } from './timeline/price-timeline.tsx'

/** What networks cost now and in the week to come, what pods are expected to, and new prices. */
export function PricesView() {
  const { announcer } = usePage()
  const words = pricesWords.value
  const round = useSignal(0)
  const onSaved = () => {
    round.value += 1
    announcer.say(words.savedShort)
  }
  return (
    <>
      <ViewHead title={words.title} lead={words.lead} />
      <PriceBookSection round={round} />
      <PriceTimelineSection round={round} />
      <ExpectedCostsSection round={round} />
      <PriceImportSection onSaved={onSaved} />
    </>
  )
}
