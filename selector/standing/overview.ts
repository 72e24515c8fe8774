import { setImmediate } from 'node:timers/promises'
import type { NodeInShort } from '../../domain/cluster-overview.ts'
import type { SeenNode } from '../../domain/seen-node.ts'
import type { Clock } from '../../service-kit/clock.ts'
import { NodeModels, type NodeModelsParts } from '../extender/node-models.ts'
import { inShort } from '../live/in-short.ts'

/** So long an overview counts: a page asks every five seconds, and several pages ask for the same. */
const freshMs = 4_000
/** After each of so many nodes others have their turn. */
const nodesATurn = 25

/** All nodes in a few figures a network, worked out for those who ask and kept for a moment. */
export class Overview {
  readonly #models: NodeModels
  readonly #nodes: () => readonly SeenNode[]
  readonly #clock: Clock
  #known: Promise<readonly NodeInShort[]> | undefined
  #knownAtMs = -Infinity

  constructor(parts: NodeModelsParts, nodes: () => readonly SeenNode[]) {
    this.#models = new NodeModels(parts)
    this.#nodes = nodes
    this.#clock = parts.clock
  }

  /** By name; of a node of which nothing fresh is known no networks. @throws {Error} if the store cannot be read */
  read(): Promise<readonly NodeInShort[]> {
    const nowMs = this.#clock.monotonicMs()
    if (this.#known !== undefined && nowMs - this.#knownAtMs < freshMs) return this.#known
    this.#knownAtMs = nowMs
    const reading = this.#read()
    this.#known = reading
    // Who asks next tries again.
    reading.catch(() => {
      if (this.#known === reading) this.#known = undefined
    })
    return reading
  }

  async #read(): Promise<readonly NodeInShort[]> {
    const nodes = this.#nodes()
    await this.#models.refresh(nodes)
    const shown: NodeInShort[] = []
    for (const { name, seenAt } of nodes) {
      const board = this.#models.of(name)?.board()
      shown.push({ name, seenAt, networks: board === undefined ? [] : inShort(board) })
      if (shown.length % nodesATurn === 0) await setImmediate()
    }
    return shown
  }
}
