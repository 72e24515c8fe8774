import type { NetworkSample } from '../../../domain/network-sample.ts'
import type { MakePolicy, PolicyGround } from './policy.ts'

/** The newest sample of each network. */
export type Samples = readonly NetworkSample[]

/** A policy that chooses from the newest round alone, whatever its age; before the first one it takes any network. */
export function bySamples(choose: (samples: Samples, ground: PolicyGround) => string): MakePolicy {
  return (ground) => {
    let samples: Samples = []
    return {
      observe: ({ networks }) => {
        samples = networks
      },
      choose: () =>
        samples.length === 0
          ? (ground.names[Math.floor(ground.random() * ground.names.length)] ?? '')
          : choose(samples, ground),
    }
  }
}

/** Where `worthOf` is greatest; the first of equal ones. */
export function greatest<T extends { readonly network: string }>(
  of: readonly T[],
  worthOf: (each: T) => number,
): string {
  let [best, most] = ['', -Infinity]
  for (const each of of) {
    const worth = worthOf(each)
    if (worth > most || best === '') [best, most] = [each.network, worth]
  }
  return best
}

/** How busy a network was: the busier direction over its capacity. */
export function useOf({
  ingressBitsPerSecond,
  egressBitsPerSecond,
  capacityBitsPerSecond,
}: NetworkSample): number {
  return Math.max(ingressBitsPerSecond ?? 0, egressBitsPerSecond ?? 0) / (capacityBitsPerSecond ?? NaN)
}
