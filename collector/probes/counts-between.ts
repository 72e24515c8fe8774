import type { ProbeCounts } from './probe-counts.ts'

/** What was counted from one reading to the next; null where a counter went back, as after a restart, or a bucket went. */
export function countsBetween(before: ProbeCounts, after: ProbeCounts): ProbeCounts | null {
  const buckets = new Map<number, number>()
  for (const [le, count] of after.buckets) buckets.set(le, count - (before.buckets.get(le) ?? 0))
  const between = {
    buckets,
    sum: after.sum - before.sum,
    lost: after.lost - before.lost,
    sent: after.sent - before.sent,
  }
  const isWhole = [...before.buckets.keys()].every((le) => after.buckets.has(le))
  const deltas = [...buckets.values(), between.sum, between.lost, between.sent]
  return isWhole && deltas.every((delta) => delta >= 0) ? between : null
}
