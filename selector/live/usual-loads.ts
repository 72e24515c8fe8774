import type { NetworkSample } from '../../domain/network-sample.ts'

/** A network's load over the last minutes, by direction. */
export interface UsualLoad {
  /** When the newest figures in it were read. */
  readonly at: number
  readonly ingressBitsPerSecond: number
  readonly egressBitsPerSecond: number
  /** Of the busier direction around its mean, squared. */
  readonly variance: number
}

/** What a network has carried in about so long counts in it: tuned by `npm run bench -- replay`, on other seeds than it reports. */
const tauMs = 60_000

/**
 * What each network usually carries, and how much that varies: what its load is taken to be as far as the newest figures
 * are too old to be believed. A mean and a variance for each network, so that a round costs little and a decision nothing.
 */
export class UsualLoads {
  readonly #loads = new Map<string, UsualLoad>()

  observe(samples: readonly NetworkSample[]): void {
    for (const { network, at, trafficAt, ingressBitsPerSecond, egressBitsPerSecond } of samples) {
      if (ingressBitsPerSecond === null || egressBitsPerSecond === null) continue
      const now = { at: trafficAt ?? at, ingressBitsPerSecond, egressBitsPerSecond, variance: 0 }
      this.#loads.set(network, blended(this.#loads.get(network), now))
    }
  }

  /** Null if nobody has seen its traffic yet. */
  of(network: string): UsualLoad | null {
    return this.#loads.get(network) ?? null
  }
}

/** After the clock went back nobody could tell the age of what is known. West's variance by weights (1979). */
function blended(before: UsualLoad | undefined, now: UsualLoad): UsualLoad {
  if (before === undefined || now.at < before.at) return now
  const taken = 1 - Math.exp((before.at - now.at) / tauMs)
  const towards = (from: number, to: number) => from + taken * (to - from)
  return {
    at: now.at,
    ingressBitsPerSecond: towards(before.ingressBitsPerSecond, now.ingressBitsPerSecond),
    egressBitsPerSecond: towards(before.egressBitsPerSecond, now.egressBitsPerSecond),
    variance: (1 - taken) * (before.variance + taken * (busierOf(now) - busierOf(before)) ** 2),
  }
}

function busierOf({ ingressBitsPerSecond, egressBitsPerSecond }: UsualLoad): number {
  return Math.max(ingressBitsPerSecond, egressBitsPerSecond)
}
