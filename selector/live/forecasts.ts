import type { NetworkForecast } from '../../domain/network-forecast.ts'
import type { HistoryPoint } from '../../domain/network-history.ts'
import type { NetworkSample } from '../../domain/network-sample.ts'
import type { SampleStore } from '../../store/sample-store.ts'
import { forecastOf } from './forecast-of.ts'

/** A trend changes slowly: it is looked for once a minute. */
const refreshMs = 60_000
/** Long enough for a day ahead, short enough that yesterday's rush is not in it. */
const watchedMs = 3 * 3_600_000
const minuteMs = 60_000
/** Three hours at ten seconds, where the store has no minutes yet. */
const mostPoints = 1_080

/** Where the node's networks are going, from what the store has of the last hours. */
export class Forecasts {
  readonly #store: Pick<SampleStore, 'history'>
  #forecasts = new Map<string, NetworkForecast>()
  #refreshedAt = -Infinity

  constructor(store: Pick<SampleStore, 'history'>) {
    this.#store = store
  }

  of(network: string): NetworkForecast | null {
    return this.#forecasts.get(network) ?? null
  }

  /**
   * Looks for trends again, of the networks of this round, unless it was done less than a minute ago.
   * @throws {Error} if the store does not answer; the forecasts stay as they are, until the next minute
   */
  async refresh(round: readonly NetworkSample[], nowMs: number): Promise<void> {
    // The clock may have been put back.
    if (Math.abs(nowMs - this.#refreshedAt) < refreshMs) return
    this.#refreshedAt = nowMs
    const forecasts = new Map<string, NetworkForecast>()
    for (const latest of round)
      forecasts.set(latest.network, forecastOf(await this.#history(latest.network, nowMs), latest))
    this.#forecasts = forecasts
  }

  /** Minutes, and single samples of the time that is not summed up yet. */
  async #history(network: string, nowMs: number): Promise<readonly HistoryPoint[]> {
    const until = { network, toMs: nowMs + 1, limit: mostPoints }
    const fromMs = nowMs - watchedMs
    const minutes = await this.#store.history({ ...until, fromMs, resolution: 'minute' })
    const newest = minutes.at(-1)
    const rest = newest === undefined ? fromMs : newest.at + minuteMs
    return [...minutes, ...(await this.#store.history({ ...until, fromMs: rest, resolution: 'raw' }))]
  }
}
