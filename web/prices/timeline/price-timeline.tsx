import { signal, type ReadonlySignal } from '@preact/signals'
import { useMemo } from 'preact/hooks'
import { readTimeline } from '../../api/prices.ts'
import { useAnswer } from '../../api/use-answer.ts'
import { pricesWords } from '../../catalogue/prices.ts'
import { usePage } from '../../page/page-parts.ts'
import { Awaited } from '../../parts/awaited.tsx'
import { Empty } from '../../parts/empty.tsx'
import { linesOf } from './lines-of.ts'
import { PriceChart } from './price-chart.tsx'
import { TierChoice } from './tier-choice.tsx'

const weekMs = 7 * 86_400_000

/** What prices will be in the week to come. */
export function PriceTimelineSection({ round }: { round: ReadonlySignal<number> }) {
  const { client, model } = usePage()
  const words = pricesWords.value
  const from = useMemo(() => model.now.peek(), [round.value])
  const to = from + weekMs
  // Another book has other tiers.
  const carried = useMemo(() => signal('0'), [round.value])
  const answer = useAnswer(
    (signal) => readTimeline(client, { from, to }, signal),
    [client, from, round.value],
  )
  return (
    <section class="section" aria-labelledby="timeline-title">
      <div class="section__head">
        <h2 id="timeline-title" class="section__title">
          {words.week}
        </h2>
      </div>
      <Awaited answer={answer} rows={4}>
        {(timeline) => {
          const prices = linesOf(timeline, Number(carried.value))
          if (prices === null) return <Empty>{words.nothingPriced}</Empty>
          return (
            <div class="panel stack">
              <TierChoice {...{ prices, carried }} />
              <PriceChart fromMs={from} untilMs={to} prices={prices} />
              {prices.without.length > 0 && (
                <p class="chart__note">{words.without(prices.without.join(', '))}</p>
              )}
            </div>
          )
        }}
      </Awaited>
    </section>
  )
}
