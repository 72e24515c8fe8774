import { ChartFigure } from '../../chart/figure/chart-figure.tsx'
import { CursorHelp } from '../../chart/figure/cursor-help.tsx'
import { Plot, Stretched } from '../../chart/figure/plot.tsx'
import { pointerShare } from '../../chart/figure/pointer-share.ts'
import { useCursor } from '../../chart/figure/use-cursor.ts'
import { changeTimes, priceAt, pricePaths } from '../../chart/prices/price-paths.ts'
import { timeTicks } from '../../chart/scale/time-ticks.ts'
import { perLanguage } from '../../catalogue/language.ts'
import { pricesWords } from '../../catalogue/prices.ts'
import { formatMoney } from '../../format/money.ts'
import type { PriceLines } from './lines-of.ts'

const shortDay = perLanguage(
  (locale) => new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric' }),
)
const moment = perLanguage(
  (locale) => new Intl.DateTimeFormat(locale, { weekday: 'short', hour: '2-digit', minute: '2-digit' }),
)
/** Lines have so many looks: beyond them they begin anew. */
const looks = 6

/** What sending costs on each network in the time to come, as steps; the cursor stops where some price changes. */
export function PriceChart({
  fromMs,
  untilMs,
  prices,
}: {
  fromMs: number
  untilMs: number
  prices: PriceLines
}) {
  const words = pricesWords.value
  const { lines, currency, unit } = prices
  const all = lines.map(({ steps }) => steps)
  const { paths, ticks } = pricePaths(all, { fromMs, untilMs })
  const times = changeTimes(all, fromMs, untilMs)
  const money = (price: number | null) => (price === null ? words.noPrice : formatMoney(price, currency))
  const say = (place: number) => {
    const at = times[place] ?? fromMs
    const each = lines.map(({ network, steps }) => `${network} ${money(priceAt(steps, at))}`)
    return `${moment().format(at)}: ${each.join(', ')}`
  }
  const cursor = useCursor({ columns: times.length, rows: 1 }, say)
  const at = cursor.at === null ? null : (times[cursor.at] ?? null)
  const place = (time: number) => (time - fromMs) / (untilMs - fromMs)
  const point = (event: PointerEvent) => {
    const pointed = fromMs + pointerShare(event) * (untilMs - fromMs)
    cursor.point(
      Math.max(
        0,
        times.findLastIndex((time) => time <= pointed),
      ),
    )
  }
  return (
    <ChartFigure
      class="price-lines"
      caption={words.sending}
      note={words.perOf[unit]}
      table={{
        columns: [words.when, ...lines.map(({ network }) => network)],
        rows: times.map((time) => [
          moment().format(time),
          ...lines.map(({ steps }) => money(priceAt(steps, time))),
        ]),
      }}
    >
      <Plot
        label={words.sending}
        x={timeTicks(fromMs, untilMs, 7, offsetAt(fromMs)).map((tick) => ({
          place: place(tick),
          label: shortDay().format(tick),
        }))}
        y={ticks.map(({ price, y }) => ({ place: y, label: formatMoney(price, currency) }))}
        on={{ ...cursor.keys, onPointerMove: point, onPointerLeave: () => cursor.point(null) }}
      >
        <Stretched>
          {paths.map((path, index) => (
            <path key={lines[index]?.network} class={`price-line price-line--${index % looks}`} d={path} />
          ))}
          {at !== null && (
            <line class="price-lines__cursor" x1={place(at) * 100} x2={place(at) * 100} y2="100" />
          )}
        </Stretched>
      </Plot>
      <ul class="legend">
        {lines.map(({ network, steps }, index) => (
          <li key={network} class="legend__one">
            <svg class="price-lines__swatch" viewBox="0 0 28 10" aria-hidden="true">
              <path class={`price-line price-line--${index % looks}`} d="M0 5H28" />
            </svg>
            {network} <b>{money(priceAt(steps, at ?? fromMs))}</b>
          </li>
        ))}
      </ul>
      <p class="chart__note">{at === null ? words.now : moment().format(at)}</p>
      <CursorHelp cursor={cursor} />
    </ChartFigure>
  )
}

/** Minutes of the reader's zone count for where days begin. */
const offsetAt = (at: number) => -new Date(at).getTimezoneOffset() * 60_000
