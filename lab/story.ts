import type { NetworkBoard, NetworkStanding } from '../domain/network-board.ts'
import { readingOf } from '../domain/reading-of.ts'
import type { Announcer } from './announcer.ts'
import type { NodeInABox, PlacedPod } from './node-in-a-box.ts'
import { waitForBoard } from './wait-for-board.ts'

/** What happened: who came before one network was filled, who came after, and where they went. */
export interface Story {
  readonly before: readonly PlacedPod[]
  readonly after: readonly PlacedPod[]
  readonly filled: string
  /** The share of the pods that came after and did not go to the filled network. */
  readonly moved: number
}

/** How long the story is. */
export interface StoryPlan {
  readonly podsBefore: number
  readonly podsAfter: number
  /** The traffic ends by itself after this long. */
  readonly trafficSeconds: number
}

/** Pods come, the network that most of them chose is filled with traffic, and more pods come. */
export async function tellStory(
  node: NodeInABox,
  plan: StoryPlan,
  announcer: Announcer,
  signal: AbortSignal,
): Promise<Story> {
  announcer.step('Waiting for the first measurement of every network')
  await waitForBoard(node.api, { what: 'every network is measured', until: isMeasured, signal })
  const before = await attachPods(node, 'before', plan.podsBefore, announcer, signal)
  const filled = mostChosen(before)
  const sender = await node.fill(filled, plan.trafficSeconds)
  announcer.step(
    `Filling ${filled}: ${sender.pod.name} sends as much as it can; waiting until that is measured`,
  )
  const board = await waitForBoard(node.api, {
    what: `${filled} is measured as full`,
    until: isFull(filled),
    signal,
  })
  announcer.step(`${filled} is ${loadText(board, filled)}: more pods come`)
  const after = await attachPods(node, 'after', plan.podsAfter, announcer, signal)
  const moved = shareElsewhere(after, filled)
  announcer.step(`${Math.round(moved * after.length)} of ${after.length} pods kept away from ${filled}`)
  return { before, after, filled, moved }
}

async function attachPods(
  node: NodeInABox,
  prefix: string,
  count: number,
  announcer: Announcer,
  signal: AbortSignal,
): Promise<PlacedPod[]> {
  const pods: PlacedPod[] = []
  for (let index = 1; index <= count; index++) {
    signal.throwIfAborted()
    const pod = await node.attach(`${prefix}-${index}`)
    announcer.placed(pod)
    pods.push(pod)
  }
  return pods
}

/** The network that most of the pods are on; of two alike the one that was chosen first. */
export function mostChosen(pods: readonly Pick<PlacedPod, 'decision'>[]): string {
  const counts = new Map<string, number>()
  for (const { decision } of pods) counts.set(decision.chosen, (counts.get(decision.chosen) ?? 0) + 1)
  const [first] = [...counts].toSorted(([, a], [, b]) => b - a)
  if (first === undefined) throw new Error('Cannot tell the most chosen network: no pod has chosen one')
  return first[0]
}

/** From 0 (all of them are on the network) to 1 (none is); 0 without pods. */
export function shareElsewhere(pods: readonly Pick<PlacedPod, 'decision'>[], network: string): number {
  if (pods.length === 0) return 0
  return pods.filter(({ decision }) => decision.chosen !== network).length / pods.length
}

/** The fuller direction's share of the capacity, as measured; null as long as nobody has measured. */
export function utilizationOf({ sample }: Pick<NetworkStanding, 'sample'>): number | null {
  if (sample === null) return null
  const { ingressBitsPerSecond, egressBitsPerSecond, capacityBitsPerSecond } = sample
  if (ingressBitsPerSecond === null || egressBitsPerSecond === null || capacityBitsPerSecond === null)
    return null
  return Math.max(ingressBitsPerSecond, egressBitsPerSecond) / capacityBitsPerSecond
}

const isMeasured = ({ networks }: NetworkBoard): boolean =>
  networks.length > 0 && networks.every((network) => utilizationOf(network) !== null)

/** What the network carries now, and what the selector, which smooths over some 15 s, takes its load to be. */
function loadOf(board: NetworkBoard, name: string): { now: number; smoothed: number } {
  const network = board.networks.find((candidate) => candidate.name === name)
  const smoothed = network && readingOf(network.standing, 'utilization')
  return { now: (network && utilizationOf(network)) ?? 0, smoothed: smoothed ?? 0 }
}

/**
 * One look at a full link is not enough: pods would still be sent there until the smoothed load has followed. From 0.6
 * on congestion has cost a network half of that KPI's value.
 */
const isFull =
  (name: string) =>
  (board: NetworkBoard): boolean => {
    const { now, smoothed } = loadOf(board, name)
    return now >= 0.8 && smoothed >= 0.6
  }

function loadText(board: NetworkBoard, name: string): string {
  const { now, smoothed } = loadOf(board, name)
  return `${Math.round(100 * now)} % full, ${Math.round(100 * smoothed)} % over the last seconds`
}
