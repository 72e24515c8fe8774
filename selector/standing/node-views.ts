import type { SeenNode } from '../../domain/seen-node.ts'
import type { Logger } from '../../service-kit/logger.ts'
import { messageOf } from '../../service-kit/message-of.ts'
import { NodeView, type NodeViewParts } from './node-view.ts'

/** A view that nobody has asked for in so long is given up. */
const unusedMs = 120_000
/** As many nodes are looked at side by side at most. */
const mostViews = 64

/** What views are made of. */
export interface NodeViewsParts extends NodeViewParts {
  readonly logger: Pick<Logger, 'error'>
}

interface UsedView {
  readonly view: NodeView
  usedMs: number
}

/** The nodes that somebody looks at, read again at every poll. */
export class NodeViews {
  readonly #parts: NodeViewsParts
  readonly #views = new Map<string, UsedView>()
  /** Those that are being read for the first time: a page asks for board and events at once, and they must be one view. */
  readonly #opening = new Map<string, Promise<NodeView>>()
  #nodes: readonly SeenNode[] = []
  #fault: string | null = null

  constructor(parts: NodeViewsParts) {
    this.#parts = parts
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
      used.usedMs = this.#parts.clock.monotonicMs()
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
      const view = new NodeView(name, this.#parts)
      await view.refresh()
      this.#views.set(name, { view, usedMs: this.#parts.clock.monotonicMs() })
      return view
    } finally {
      this.#opening.delete(name)
    }
  }

  /** Reads all again. Never throws. */
  async poll(): Promise<void> {
    try {
      this.#nodes = await this.#parts.cluster.nodes()
      for (const [name, { view, usedMs }] of this.#views) {
        const isUsed = view.feed.listeners > 0 || this.#parts.clock.monotonicMs() - usedMs < unusedMs
        if (isUsed) await view.refresh()
        else this.#views.delete(name)
      }
      this.#fault = null
    } catch (error) {
      if (this.#fault === null) this.#parts.logger.error(messageOf(error))
      this.#fault = messageOf(error)
    }
  }
}
