import { setTimeout as delay } from 'node:timers/promises'
import type { NetworkStanding } from '../domain/network-board.ts'
import type { Announcer } from './announcer.ts'
import type { NodeOptions } from './open-node-in-a-box.ts'
import { withSeveralNodes } from './with-several-nodes.ts'

/** Probes have something new to say this often. */
const everyMs = 10_000

/** Makes the nodes, tells what their probes find until it is told to stop, and removes them; what is left, if anything. */
export function showSeveralNodes(
  options: NodeOptions,
  count: number,
  announcer: Announcer,
  signal: AbortSignal,
): Promise<readonly string[]> {
  return withSeveralNodes(options, count, announcer, signal, async (nodes) => {
    for (const [index, { pageUrl }] of nodes.entries())
      announcer.step(`The page of node-${index + 1} is at ${pageUrl}`)
    for (;;) {
      await delay(everyMs, undefined, { signal })
      const [first] = nodes
      if (first === undefined) break
      const { networks } = await first.api.networks()
      announcer.step(`Of node-1: ${networks.map(probedText).join('; ')}`)
    }
  })
}

/** What probes say of a network, in a few words. */
export function probedText({ name, sample }: Pick<NetworkStanding, 'name' | 'sample'>): string {
  if (sample === null || sample.probeSource === null) return `${name} not probed yet`
  const ms = (value: number | null) => (value === null ? 'no answer' : `${value.toFixed(2)} ms`)
  const loss = sample.lossRatio === null ? '' : `, loses at most ${(100 * sample.lossRatio).toFixed(1)} %`
  return `${name} ${ms(sample.latencyP50Ms)} (p95 ${ms(sample.latencyP95Ms)})${loss}`
}
