import type { Clock } from '../../service-kit/clock.ts'
import { RecentMap } from './recent-map.ts'

interface Bucket {
  tokens: number
  filledMs: number
}

/** How many at once, and how long until one more may. */
export interface BucketFigures {
  readonly burst: number
  readonly refillMs: number
}

/** client-go's own for Events of one object. */
export const eventBuckets: BucketFigures = { burst: 25, refillMs: 300_000 }

/** Limits how often something may happen by key; remembers a bounded number of keys. */
export class TokenBuckets {
  readonly #figures: BucketFigures
  readonly #clock: Clock
  readonly #buckets: RecentMap<Bucket>

  constructor(figures: BucketFigures, clock: Clock, capacity: number) {
    this.#figures = figures
    this.#clock = clock
    this.#buckets = new RecentMap(capacity)
  }

  /** Whether it may happen once more. */
  take(key: string): boolean {
    const { burst, refillMs } = this.#figures
    const nowMs = this.#clock.monotonicMs()
    const bucket = this.#buckets.get(key) ?? { tokens: burst, filledMs: nowMs }
    this.#buckets.set(key, bucket)
    bucket.tokens = Math.min(burst, bucket.tokens + (nowMs - bucket.filledMs) / refillMs)
    bucket.filledMs = nowMs
    if (bucket.tokens < 1) return false
    bucket.tokens -= 1
    return true
  }
}
