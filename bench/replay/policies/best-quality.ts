import type { NetworkSample } from '../../../domain/network-sample.ts'
import { useOf, type Samples } from './by-samples.ts'
import type { MakePolicy } from './policy.ts'

/** By how much another member has to be better, as a share. */
const threshold = 0.1

/**
 * Best quality as SD-WANs have it: an index of loss, latency and what is free, lower is better; the preferred member
 * stays until another is a tenth better (Fortinet, `link-cost-threshold`).
 */
export const bestQuality: MakePolicy = ({ names: [first = ''] }) => {
  let preferred = first
  return {
    observe: ({ networks }) => {
      preferred = challenge(preferred, networks)
    },
    choose: () => preferred,
  }
}

function challenge(preferred: string, samples: Samples): string {
  const [best] = samples.toSorted((one, other) => indexOf(one) - indexOf(other))
  const before = samples.find(({ network }) => network === preferred)
  if (best === undefined || before === undefined) return best?.network ?? preferred
  return indexOf(best) < indexOf(before) * (1 - threshold) ? best.network : preferred
}

/** Percent lost, milliseconds, and the inverse of the free gigabits, all weighing the same. */
function indexOf(sample: NetworkSample): number {
  const freeGigabits = ((sample.capacityBitsPerSecond ?? 0) * Math.max(0.001, 1 - useOf(sample))) / 1e9
  return 100 * (sample.dropRatio ?? 0) + (sample.latencyP95Ms ?? 0) + 1 / freeGigabits
}
