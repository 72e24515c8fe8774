/** A classic histogram's bucket: how many observations were at most `le`. */
export interface Bucket {
  readonly le: number
  readonly count: number
}

/**
 * A quantile of a classic histogram, as PromQL's histogram_quantile estimates it: linear within a bucket, from 0 in the
 * first one; the greatest finite bound where it lies beyond. So it is never more exact than the buckets are narrow.
 * Counts that fall from one bucket to the next are raised, as they are between scrapes. Null where there is no
 * observation, no bucket `+Inf`, or no finite one.
 */
export function histogramQuantile(share: number, buckets: readonly Bucket[]): number | null {
  const sorted = monotone(buckets)
  const total = sorted.at(-1)
  if (sorted.length < 2 || total?.le !== Infinity || !(total.count > 0)) return null
  const rank = Math.min(1, Math.max(0, share)) * total.count
  const index = sorted.findIndex(({ count }) => count >= rank)
  const bucket = sorted[index] ?? total
  if (bucket.le === Infinity) return sorted.at(-2)?.le ?? null
  const below = sorted[index - 1] ?? { le: bucket.le > 0 ? 0 : bucket.le, count: 0 }
  const within = bucket.count - below.count
  return within > 0 ? below.le + ((bucket.le - below.le) * (rank - below.count)) / within : bucket.le
}

/** By bound, those of one bound summed, and no count below an earlier one. What is no number is left out. */
function monotone(buckets: readonly Bucket[]): Bucket[] {
  const byBound = new Map<number, number>()
  for (const { le, count } of buckets)
    if (!Number.isNaN(le) && Number.isFinite(count) && count >= 0)
      byBound.set(le, (byBound.get(le) ?? 0) + count)
  let most = 0
  return [...byBound]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([le, count]) => ({ le, count: (most = Math.max(most, count)) }))
}
