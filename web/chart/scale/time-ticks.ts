const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const spans = [
  ...[1, 2, 5, 10, 15, 30].map((each) => each * minute),
  ...[1, 2, 3, 6, 12].map((each) => each * hour),
  ...[1, 2, 7, 14, 30, 91, 182, 365].map((each) => each * day),
]

/** Times at which an axis is labelled, about as many as wanted, at round distances in the reader's zone. */
export function timeTicks(fromMs: number, untilMs: number, wanted: number, offsetMs: number): number[] {
  const rough = (untilMs - fromMs) / Math.max(wanted, 1)
  const step = spans.find((each) => each >= rough) ?? Math.ceil(rough / day) * day
  const first = Math.ceil((fromMs + offsetMs) / step) * step - offsetMs
  const count = Math.max(0, Math.floor((untilMs - first) / step) + 1)
  return Array.from({ length: count }, (_, index) => first + index * step)
}
