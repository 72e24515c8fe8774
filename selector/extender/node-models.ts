import { defaultProfile } from '../../domain/profile.ts'
import type { SeenNode } from '../../domain/seen-node.ts'
import type { ClusterStore } from '../../store/cluster-store.ts'
import { freshMs, NodeModel, type NodeModelParts } from './node-model.ts'

/** So many nodes are read by one query. */
const nodesAtOnce = 500

/** What all models share. */
export type NodeModelsParts = Omit<NodeModelParts, 'node'> & {
  readonly cluster: Pick<ClusterStore, 'latestOf' | 'networksOf'>
}

/** All nodes of which something fresh is known, in memory: no question of the scheduler waits for the store. */
export class NodeModels {
  readonly #parts: NodeModelsParts
  readonly #models = new Map<string, NodeModel>()

  constructor(parts: NodeModelsParts) {
    this.#parts = parts
  }

  of(node: string): NodeModel | undefined {
    return this.#models.get(node)
  }

  get size(): number {
    return this.#models.size
  }

  /** How old the oldest of what is known is, in ms; 0 if nothing is. */
  get oldestMs(): number {
    const times = [...this.#models.values()].map(({ newestAt }) => newestAt)
    return times.length === 0 ? 0 : Math.max(0, this.#parts.clock.nowMs() - Math.min(...times))
  }

  /**
   * Reads of those nodes that have told something new since; who has been silent for long is forgotten.
   * @throws {Error} if the store cannot be read: what is known stays until it is old
   */
  async refresh(nodes: readonly SeenNode[]): Promise<void> {
    const sinceMs = this.#parts.clock.nowMs() - freshMs
    const fresh = nodes.filter(({ seenAt }) => seenAt >= sinceMs)
    const names = new Set(fresh.map(({ name }) => name))
    for (const [name, { newestAt }] of this.#models)
      if (!names.has(name) && newestAt < sinceMs) this.#models.delete(name)
    const changed = fresh
      .filter(({ name, seenAt }) => (this.#models.get(name)?.newestAt ?? -1) < seenAt)
      .map(({ name }) => name)
    for (let from = 0; from < changed.length; from += nodesAtOnce)
      await this.#read(changed.slice(from, from + nodesAtOnce), sinceMs)
  }

  async #read(names: readonly string[], sinceMs: number): Promise<void> {
    const { cluster } = this.#parts
    const rows = await cluster.latestOf(names, sinceMs)
    const told = await cluster.networksOf(names)
    for (const [node, its] of Map.groupBy(rows, (row) => row.node)) {
      const known = this.#models.get(node)
      const model = known ?? new NodeModel({ ...this.#parts, node })
      model.observe(
        its.map(({ sample }) => sample),
        told.get(node),
      )
      // The first judgements of a program take ten times as long as later ones: the scheduler is not to wait for them.
      if (known === undefined) model.judge(defaultProfile, '')
      this.#models.set(node, model)
    }
  }
}
