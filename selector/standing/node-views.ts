import type { SeenNode } from '../../domain/seen-node.ts'
import type { Clock } from '../../service-kit/clock.ts'
import type { Logger } from '../../service-kit/logger.ts'
import { messageOf } from '../../service-kit/message-of.ts'
import type { ClusterStore } from '../../store/cluster-store.ts'
import { NodeView } from './node-view.ts'

/** A view that nobody has asked for in so long is given up. */
const unusedMs = 120_000
/** As many nodes are looked at side by side at most. */
const mostViews = 64

interface UsedView {
  readonly view: NodeView
  usedMs: number
}

/** The nodes that somebody looks at, read again at every poll. */
export class NodeViews {
  readonly #cluster: ClusterStore
  readonly #clock: Clock
  readonly #logger: Logger
  readonly #views = new Map<string, UsedView>()
  /** Those that are being read for the first time: a page asks for board and events at once, and they must be one view. */
  readonly #opening = new Map<string, Promise<NodeView>>()
  #nodes: readonly SeenNode[] = []
  #fault: string | null = null

  constructor(cluster: ClusterStore, clock: Clock, logger: Logger) {
    this.#cluster = cluster
    this.#clock = clock
    this.#logger = logger
  }

  /** What the store said last. */
  get nodes(): readonly SeenNode[] {
    return this.#nodes
  }

  /** Why the store could not be read, in a sentence, or null. */
  get fault(): string | null {
    return this.#fault
  }

  /**
   * A node's view, the first node's if none is named; null if there is no such node.
   * @throws {Error} if the store cannot be read, or if too many nodes are looked at
   */
  async of(name = this.#nodes[0]?.name): Promise<NodeView | null> {
    if (name === undefined || !this.#nodes.some((node) => node.name === name)) return null
    const used = this.#views.get(name)
    if (used !== undefined) {
      used.usedMs = this.#clock.monotonicMs()
      return used.view
    }
    const opening = this.#opening.get(name) ?? this.#open(name)
    this.#opening.set(name, opening)
    return opening
  }

  async #open(name: string): Promise<NodeView> {
    try {
      if (this.#views.size + this.#opening.size >= mostViews)
        throw new Error(`Cannot show ${name} as ${mostViews} nodes are being shown: close a page`)
      const view = new NodeView(name, this.#cluster, this.#clock)
      await view.refresh()
      this.#views.set(name, { view, usedMs: this.#clock.monotonicMs() })
      return view
    } finally {
      this.#opening.delete(name)
    }
  }

  /** Reads all again. Never throws. */
  async poll(): Promise<void> {
    try {
      this.#nodes = await this.#cluster.nodes()
      for (const [name, { view, usedMs }] of this.#views) {
        const isUsed = view.feed.listeners > 0 || this.#clock.monotonicMs() - usedMs < unusedMs
        if (isUsed) await view.refresh()
        else this.#views.delete(name)
      }
      this.#fault = null
    } catch (error) {
      if (this.#fault === null) this.#logger.error(messageOf(error))
      this.#fault = messageOf(error)
    }
  }
}
