import { roundTicks } from '../scale/linear-scale.ts'
import { stepPath, type Spot } from '../scale/line-path.ts'

/** A price from a time on, until the next one; null where there is none. */
export interface PriceStep {
  /** Unix time in ms. */
  readonly at: number
  readonly price: number | null
}

/** What price lines are drawn of: a box of 100 by 100, stretched to the room there is. */
export interface PricePaths {
  readonly paths: readonly string[]
  /** Labels of the axis, with their heights from the top, 0 to 1. */
  readonly ticks: readonly { readonly price: number; readonly y: number }[]
}

const box = 100
/** Room above the highest price. */
const headroom = 1.1

/** Stepped lines from 0 up to above the highest price; a price from before the window counts from its begin. */
export function pricePaths(
  lines: readonly (readonly PriceStep[])[],
  { fromMs, untilMs }: { fromMs: number; untilMs: number },
): PricePaths {
  const shown = lines.map((steps) => stepsWithin(steps, fromMs, untilMs))
  const highest = Math.max(0, ...shown.flat().map(({ price }) => price ?? 0))
  const ceiling = highest === 0 ? 1 : highest * headroom
  const spotOf = (at: number, price: number): Spot => ({
    x: (box * (at - fromMs)) / (untilMs - fromMs),
    y: box * (1 - price / ceiling),
  })
  const paths = shown.map((steps) =>
    stepPath(
      steps.flatMap(({ at, price }, index) => {
        const end = steps[index + 1]
        if (price === null) return [null]
        // A line that ends where no price follows still reaches to there.
        const reaches = end === undefined ? untilMs : end.price === null ? end.at : null
        return [spotOf(at, price), ...(reaches === null ? [] : [spotOf(reaches, price)])]
      }),
    ),
  )
  const ticks = roundTicks(0, ceiling, 4).map((price) => ({ price, y: 1 - price / ceiling }))
  return { paths, ticks }
}

/** What of a line lies in a window, begun with what held before it. */
export function stepsWithin(steps: readonly PriceStep[], fromMs: number, untilMs: number): PriceStep[] {
  const sorted = steps.toSorted((one, other) => one.at - other.at)
  const before = sorted.findLast(({ at }) => at <= fromMs)
  const within = sorted.filter(({ at }) => at > fromMs && at < untilMs)
  return [...(before ? [{ at: fromMs, price: before.price }] : []), ...within]
}

/** The price of a line at a time; null where there is none. */
export function priceAt(steps: readonly PriceStep[], at: number): number | null {
  return steps.toSorted((one, other) => one.at - other.at).findLast((step) => step.at <= at)?.price ?? null
}

/** Every time within the window at which some line changes, its begin first: where a cursor stops. */
export function changeTimes(
  lines: readonly (readonly PriceStep[])[],
  fromMs: number,
  untilMs: number,
): number[] {
  const times = lines.flatMap((steps) => stepsWithin(steps, fromMs, untilMs).map(({ at }) => at))
  return [...new Set([fromMs, ...times])].sort((one, other) => one - other)
}
