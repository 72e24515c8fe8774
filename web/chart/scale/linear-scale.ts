/** From a figure to its share of the way from `from` to `to`, kept between 0 and 1. */
export interface LinearScale {
  readonly from: number
  readonly to: number
  /** Where a figure stands, 0 to 1. */
  readonly place: (figure: number) => number
}

/** A scale between two figures; of a span without length everything stands at its begin. */
export function linearScale(from: number, to: number): LinearScale {
  const span = to - from
  const place = (figure: number) => (span === 0 ? 0 : Math.min(1, Math.max(0, (figure - from) / span)))
  return { from, to, place }
}

const steps = [1, 2, 2.5, 5, 10]

/** Round figures between two others, about as many as wanted: what an axis is labelled with. */
export function roundTicks(from: number, to: number, wanted: number): number[] {
  const rough = (to - from) / Math.max(wanted, 1)
  if (!(rough > 0) || !Number.isFinite(rough)) return [from]
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = power * (steps.find((each) => each * power >= rough * (1 - 1e-9)) ?? 10)
  const first = Math.ceil(from / step - 1e-9)
  const count = Math.floor(to / step + 1e-9) - first
  return Array.from({ length: count + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)))
}

/** The least and the greatest of some figures, widened on both sides by a share of the span between them. */
export function paddedExtent(figures: readonly number[], padding: number): readonly [number, number] {
  const [least, most] = [Math.min(...figures), Math.max(...figures)]
  const room = (most - least) * padding
  return [least - room, most + room]
}
