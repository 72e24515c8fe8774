/** Median and 99th percentile, in milliseconds. */
export interface Percentiles {
  readonly p50: number
  readonly p99: number
}

/** The same work done directly and through us, in pairs. */
export interface Comparison {
  readonly directMs: Percentiles
  readonly oursMs: Percentiles
  /** Of the differences within pairs. */
  readonly overheadMs: Percentiles
  /** Ours by direct, of the medians. */
  readonly ratio: number
}

/** One pair of times in milliseconds. */
export interface Pair {
  readonly direct: number
  readonly ours: number
}

/** Sums up at least one pair. */
export function compare(pairs: readonly Pair[]): Comparison {
  const directMs = percentilesOf(pairs.map(({ direct }) => direct))
  const oursMs = percentilesOf(pairs.map(({ ours }) => ours))
  const overheadMs = percentilesOf(pairs.map(({ direct, ours }) => ours - direct))
  return { directMs, oursMs, overheadMs, ratio: round(oursMs.p50 / directMs.p50) }
}

/** By the nearest rank, with so many digits after the point. */
export function percentilesOf(values: readonly number[], digits = 2): Percentiles {
  const sorted = [...values].sort((one, other) => one - other)
  const at = (share: number) =>
    round(sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN, digits)
  return { p50: at(0.5), p99: at(0.99) }
}

function round(value: number, digits = 2): number {
  return Math.round(value * 10 ** digits) / 10 ** digits
}
