/** Rows come in batches: what the newest says counts as now for so long. */
const batchMs = 120_000

/** As of when a node is looked at: its newest sample; now if that is old. Unix times in ms. */
export function asOf(newestAt: number, nowMs: number): number {
  return newestAt > nowMs - batchMs ? Math.min(nowMs, newestAt) : nowMs
}
