import type { Flip } from '../../domain/what-if.ts'

/** Weights are told to a thousandth. */
const grid = 1_000

/** What is tried. */
export interface Trial {
  /** The weight at which `chosen` wins. */
  readonly from: number
  readonly chosen: string
  readonly winnerAt: (weight: number) => string
}

/**
 * The nearest weight from `from` towards `end` at which another network wins, to a thousandth; null if none does. Scores
 * of all networks are straight lines over one weight, once what they are all divided by is left away: so a network
 * wins between two weights and nowhere else, and halving finds where that ends.
 */
export function flipTowards(
  end: number,
  { from, chosen, winnerAt }: Trial,
): Pick<Flip, 'to' | 'network'> | null {
  if (from === end || winnerAt(end) === chosen) return null
  const step = Math.sign(end - from)
  let [near, far] = [0, Math.ceil(Math.abs(end - from) * grid)]
  const weightAt = (steps: number) => between(snapped(from, step) + (step * steps) / grid, from, end)
  while (far - near > 1) {
    const middle = Math.floor((near + far) / 2)
    if (winnerAt(weightAt(middle)) === chosen) near = middle
    else far = middle
  }
  const to = weightAt(far)
  return { to, network: winnerAt(to) }
}

/** The thousandth at or before `from`, seen from the end: so that steps end on thousandths. */
function snapped(from: number, step: number): number {
  return (step > 0 ? Math.floor(from * grid) : Math.ceil(from * grid)) / grid
}

function between(weight: number, from: number, end: number): number {
  const rounded = Math.round(weight * grid) / grid
  return end > from ? Math.min(end, Math.max(from, rounded)) : Math.max(end, Math.min(from, rounded))
}
