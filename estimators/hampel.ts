import { medianSorted, medianAbsoluteDeviation } from 'simple-statistics'

/** A normal distribution's standard deviation over its median absolute deviation. */
const madToDeviation = 1.4826

/**
 * Whether a reading stands more than `limit` deviations off the median of those before it, where a deviation is 1.4826
 * times their median absolute deviation (Hampel, 1974; Davies and Gather, "The identification of multiple outliers",
 * 1993): up to half of them may be outliers themselves. A deviation is never taken for less than `least`, as readings
 * that happened to be alike would make an outlier of everything. With fewer than five nobody can tell, and it is none.
 */
export function isOutlier(reading: number, before: readonly number[], limit = 4, least = 0): boolean {
  if (before.length < 5) return false
  const sorted = Float64Array.from(before).sort()
  const deviation = Math.max(least, madToDeviation * medianAbsoluteDeviation([...sorted]))
  return Math.abs(reading - medianSorted([...sorted])) > limit * deviation
}

/** Shapes of a filter. */
export interface HampelOptions {
  /** How many readings are looked back on. */
  readonly window: number
  readonly limit: number
  /** The least that a deviation is taken for, in the unit of the readings. */
  readonly least: number
  /** So many outliers in a row are a new level, and taken. */
  readonly run: number
}

const usual: HampelOptions = { window: 21, limit: 4, least: 0, run: 3 }

/** Passes readings on, and holds back single ones that fit nothing before them. */
export class HampelFilter {
  readonly #options: HampelOptions
  #window: number[] = []
  #refused: number[] = []

  constructor(options: Partial<HampelOptions> = {}) {
    this.#options = { ...usual, ...options }
  }

  /** Whether the reading counts. */
  takes(reading: number): boolean {
    const { window, limit, least, run } = this.#options
    if (isOutlier(reading, this.#window, limit, least)) {
      this.#refused.push(reading)
      if (this.#refused.length < run) return false
      // A new level: what was before it says nothing of it.
      this.#window = this.#refused
    } else this.#window.push(reading)
    this.#refused = []
    if (this.#window.length > window) this.#window.shift()
    return true
  }
}
