import { Latencies } from '../../../selector/live/latencies.ts'
import { greatest } from './by-samples.ts'
import type { MakePolicy } from './policy.ts'

/** Before the first probe. */
const unknownMs = 30

/**
 * Linkerd's balancer: of two drawn at random the one whose peak-sensitive mean latency times what it holds already is less.
 * What it holds are the pods that it has been given and that have not left.
 */
export const peakEwma: MakePolicy = ({ names, random }) => {
  const latencies = new Latencies()
  const held = new Map<string, number>()
  const holds = (network: string) => held.get(network) ?? 0
  return {
    observe: ({ networks }) => latencies.observe(networks),
    choose: () => {
      const first = Math.floor(random() * names.length)
      const second = (first + 1 + Math.floor(random() * (names.length - 1))) % names.length
      const two = [first, second].map((index) => ({ network: names[index] ?? '' }))
      const chosen = greatest(
        two,
        ({ network }) => -(latencies.of(network)?.value ?? unknownMs) * (holds(network) + 1),
      )
      held.set(chosen, holds(chosen) + 1)
      return chosen
    },
    left: (_pod, network) => {
      held.set(network, holds(network) - 1)
    },
  }
}
