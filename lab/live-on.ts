import { setTimeout as delay } from 'node:timers/promises'
import type { Announcer } from './announcer.ts'
import type { NodeInABox } from './node-in-a-box.ts'
import { mostChosen } from './story.ts'

const podEveryMs = 10_000
const mostPods = 16
/** A network is filled in every so many rounds, for half of the time until the next is. */
const roundsPerTide = 12

/**
 * Keeps the node worth watching: a pod comes, the oldest goes, and every two minutes the network that most pods are
 * on is filled for a minute. Ends with the signal's abort only.
 */
export async function liveOn(node: NodeInABox, announcer: Announcer, signal: AbortSignal): Promise<never> {
  for (let round = 1; ; round++) {
    await delay(podEveryMs, undefined, { signal })
    const [oldest] = node.pods
    if (oldest && node.pods.length >= mostPods) await node.detach(oldest)
    announcer.placed(await node.attach(`pod-${round}`))
    if (round % roundsPerTide === 0) await fillBusiest(node, announcer)
  }
}

async function fillBusiest(node: NodeInABox, announcer: Announcer): Promise<void> {
  const network = mostChosen(node.pods)
  await node.quieten()
  const { pod } = await node.fill(network, (roundsPerTide * podEveryMs) / 2_000)
  announcer.step(`Filling ${network} for a minute: ${pod.name} sends as much as it can`)
}
