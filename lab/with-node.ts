import type { Announcer } from './announcer.ts'
import type { NodeInABox } from './node-in-a-box.ts'
import { openNodeInABox, type NodeOptions } from './open-node-in-a-box.ts'
import { sweepDeadLabs } from './remove-lab.ts'
import { leftovers } from './traces.ts'

/** How a lab ended. */
export interface Ending<T> {
  /** What `use` gave; null if it was told to stop before. */
  readonly value: T | null
  /** What is still there of the lab, one line each; empty is clean. */
  readonly left: readonly string[]
}

/**
 * Makes a node, uses it and removes it, whatever happens in between. Labs whose owner was killed are removed first.
 *
 * @throws what `use` throws, unless it was told to stop.
 */
export async function withNode<T>(
  options: NodeOptions,
  announcer: Announcer,
  signal: AbortSignal,
  use: (node: NodeInABox) => Promise<T>,
): Promise<Ending<T>> {
  const swept = await sweepDeadLabs(0)
  if (swept.length > 0) announcer.step(`Removed what was left behind by ${swept.join(', ')}`)
  announcer.step(`Making a node with the networks ${options.networks.map(({ name }) => name).join(', ')}`)
  const node = await openNodeInABox(options)
  let value: T | null = null
  try {
    value = await use(node)
  } catch (error) {
    if (!signal.aborted) throw error
    if (signal.reason instanceof Error) throw signal.reason
  } finally {
    announcer.step(`Removing ${node.pods.length} pods, their traffic, the agent and the node`)
    await node[Symbol.asyncDispose]()
  }
  const left = await leftovers(node.id)
  announcer.step(left.length === 0 ? 'Nothing is left behind' : `Left behind: ${left.join(', ')}`)
  return { value, left }
}
