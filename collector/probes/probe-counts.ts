import type { Bucket } from '../prometheus/histogram-quantile.ts'
import { addUp, type Dropped } from '../sources/dropped.ts'
import { parseMetricLine, type MetricLine } from '../../service-kit/parse-metric-line.ts'
import type { ForeignProber } from './foreign-prober.ts'

/** What a prober has counted, since it was started or over a window. */
export interface ProbeCounts {
  /** Cumulative, by bound in the prober's own unit. */
  readonly buckets: ReadonlyMap<number, number>
  /** Of all observations, in its unit; with `count` it tells the mean. */
  readonly sum: number
  readonly lost: number
  readonly sent: number
}

/** Sums up series of a prober as they come in; one that makes no sense is counted and left out. */
export class ProbeCounter {
  readonly #prober: ForeignProber
  readonly #buckets = new Map<number, number>()
  #totals = { sum: 0, lost: 0, sent: 0 }
  #malformed = 0
  #outOfRange = 0

  constructor(prober: ForeignProber) {
    this.#prober = prober
  }

  /** A line of a page; those of other metrics are passed over unread. */
  takeText(text: string): void {
    const { histogram, packets } = this.#prober
    const names = [histogram, packets?.lost, packets?.sent]
    if (!names.some((name) => name !== undefined && text.startsWith(name))) return
    const line = parseMetricLine(text)
    if (line === null) this.#malformed += 1
    else this.take(line)
  }

  take({ name, labels, value }: MetricLine): void {
    const member = this.#memberOf(name)
    if (
      member === null ||
      Object.entries(this.#prober.labels).some(([label, text]) => labels.get(label) !== text)
    )
      return
    const bound = member === 'bucket' ? boundOf(labels.get('le')) : 0
    const isOneTooMany =
      member === 'bucket' && this.#buckets.size >= maxBuckets && !this.#buckets.has(bound ?? NaN)
    if (!(value >= 0 && value <= mostCounted)) this.#outOfRange += 1
    else if (bound === null || isOneTooMany) this.#malformed += 1
    else if (member === 'bucket') this.#buckets.set(bound, (this.#buckets.get(bound) ?? 0) + value)
    else this.#totals[member] += value
  }

  #memberOf(name: string): 'bucket' | 'sum' | 'lost' | 'sent' | null {
    const { histogram, packets } = this.#prober
    if (name === `${histogram}_bucket`) return 'bucket'
    if (name === `${histogram}_sum`) return 'sum'
    if (name === packets?.lost) return 'lost'
    return name === packets?.sent ? 'sent' : null
  }

  /** Null if there was no bucket. */
  counts(): ProbeCounts | null {
    return this.#buckets.size === 0 ? null : { buckets: this.#buckets, ...this.#totals }
  }

  dropped(): Dropped {
    return addUp({ malformed: this.#malformed, 'out-of-range': this.#outOfRange })
  }
}

/** No prober has sent more; larger is a number that somebody made up. */
const mostCounted = 1e15
const maxBuckets = 256

function boundOf(le: string | undefined): number | null {
  if (le === '+Inf') return Infinity
  const bound = le === undefined || le === '' ? NaN : Number(le)
  return Number.isFinite(bound) && bound >= 0 ? bound : null
}

/** As a histogram for quantiles, without what is beyond its greatest finite bound: that has no time. */
export function answeredBuckets({ buckets }: ProbeCounts): Bucket[] {
  const finite = [...buckets].filter(([le]) => Number.isFinite(le))
  const answered = Math.max(0, ...finite.map(([, count]) => count))
  return [...finite.map(([le, count]) => ({ le, count })), { le: Infinity, count: answered }]
}
