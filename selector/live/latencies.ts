import type { NetworkSample } from '../../domain/network-sample.ts'
import type { Point } from '../../estimators/ewma.ts'
import { HampelFilter } from '../../estimators/hampel.ts'
import { peakEwma } from '../../estimators/peak-ewma.ts'

/** A network that was slow is trusted again after it has been quick for about this long. */
const tauMs = 30_000
/** Beyond it a point counts nothing any more. */
const mostPoints = 30
/** Latencies that differ by less than a fifth of a millisecond are alike. */
const leastDeviationMs = 0.05

interface Track {
  readonly filter: HampelFilter
  readonly points: Point[]
  /** When the newest probe was that was looked at, whether or not it counts. */
  seenAt: number
  latency: Point | null
}

/**
 * The latency of each network as decisions take it: a single reading that fits none before it waits for two more of its
 * kind, and one that counts shows at once when it is worse, and by and by when it is better.
 */
export class Latencies {
  readonly #tracks = new Map<string, Track>()
  readonly #sampledAt = new Map<string, number>()

  observe(samples: readonly NetworkSample[]): void {
    for (const { network, latencyP95Ms: value, probedAt, at } of samples) {
      // After the clock went back nobody could tell the age of what is known.
      if (at < (this.#sampledAt.get(network) ?? at)) this.#tracks.delete(network)
      this.#sampledAt.set(network, at)
      if (value !== null) this.#add(network, { at: probedAt ?? at, value })
    }
  }

  /** The p95 in ms, smoothed, with the time of the newest probes in it; null if nobody has probed the network. */
  of(network: string): Point | null {
    return this.#tracks.get(network)?.latency ?? null
  }

  #add(network: string, point: Point): void {
    const track = this.#tracks.get(network) ?? {
      filter: new HampelFilter({ least: leastDeviationMs }),
      points: [],
      seenAt: -Infinity,
      latency: null,
    }
    this.#tracks.set(network, track)
    if (point.at <= track.seenAt) return
    track.seenAt = point.at
    if (!track.filter.takes(point.value)) return
    track.points.push(point)
    if (track.points.length > mostPoints) track.points.shift()
    track.latency = { at: point.at, value: peakEwma(track.points, tauMs) ?? point.value }
  }
}
