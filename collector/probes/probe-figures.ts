import type { ProbeFigures } from '../../domain/network-sample.ts'
import { wilsonInterval } from '../../estimators/wilson.ts'
import { histogramQuantile } from '../prometheus/histogram-quantile.ts'
import type { ForeignProber } from './foreign-prober.ts'
import { answeredBuckets, type ProbeCounts } from './probe-counts.ts'

/** Fewer probes tell no 95th percentile, and fewer packets no loss: Wilson's bound of 0 in 100 is 1.6 %. */
const minAnswers = 5
const minPackets = 100

/** The figures of what was counted over a window that ended at `probedAt`; null if it was next to nothing. */
export function probeFigures(
  prober: ForeignProber,
  counts: ProbeCounts,
  probedAt: number,
): Partial<ProbeFigures> | null {
  const buckets = answeredBuckets(counts)
  const answers = buckets.at(-1)?.count ?? 0
  const all = counts.buckets.get(Infinity) ?? answers
  const { lost, sent } = prober.packets === null ? { lost: all - answers, sent: all } : counts
  const lossRatio = sent >= minPackets && lost >= 0 && lost <= sent ? wilsonInterval(lost, sent).high : null
  if (answers < minAnswers && lossRatio === null) return null
  const mean = lost === 0 || prober.packets !== null ? counts.sum / answers : null
  const latency = (share: number) =>
    answers < minAnswers ? null : quantile(share, buckets, mean, prober.toMs)
  return {
    latencyP50Ms: latency(0.5),
    latencyP95Ms: latency(0.95),
    ...(lossRatio !== null && { lossRatio }),
    probeSource: `${prober.name}:${Math.round(Math.max(answers, sent))} probes`,
    probedAt,
  }
}

/**
 * In the first bucket a quantile is known no better than that it is below the bound, which may be many times the truth:
 * there the mean stands for it if it is smaller.
 */
function quantile(
  share: number,
  buckets: ReturnType<typeof answeredBuckets>,
  mean: number | null,
  toMs: number,
): number | null {
  const estimate = histogramQuantile(share, buckets)
  const first = Math.min(...buckets.map(({ le }) => le))
  if (estimate === null) return null
  return toMs * (estimate <= first && mean !== null && mean > 0 ? Math.min(estimate, mean) : estimate)
}
