import type { Announcer } from './announcer.ts'
import type { NodeInABox } from './node-in-a-box.ts'
import type { NodeOptions } from './open-node-in-a-box.ts'
import { openSeveralNodes } from './open-several-nodes.ts'
import { sweepDeadLabs } from './remove-lab.ts'
import { leftovers } from './traces.ts'

/**
 * Makes several nodes that probe each other, uses them and removes them, whatever happens in between; what is left of them,
 * one line each, if anything.
 *
 * @throws what `use` throws, unless it was told to stop.
 */
export async function withSeveralNodes(
  options: NodeOptions,
  count: number,
  announcer: Announcer,
  signal: AbortSignal,
  use: (nodes: readonly NodeInABox[]) => Promise<void>,
): Promise<readonly string[]> {
  await sweepDeadLabs(0)
  const names = options.networks.map(({ name }) => name)
  announcer.step(`Making ${count} nodes with the networks ${names.join(', ')}`)
  const lab = await openSeveralNodes(options, count)
  try {
    await use(lab.nodes)
  } catch (error) {
    if (!signal.aborted) throw error
    if (signal.reason instanceof Error) throw signal.reason
  } finally {
    announcer.step(`Removing ${count} nodes`)
    await lab[Symbol.asyncDispose]()
  }
  const left = await leftovers(lab.id)
  announcer.step(left.length === 0 ? 'Nothing is left behind' : `Left behind: ${left.join(', ')}`)
  return left
}
