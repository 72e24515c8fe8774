import { batch, computed, signal, type ReadonlySignal, type Signal } from '@preact/signals'
import type { NetworkBoard } from '../../../domain/network-board.ts'
import type { ShownState } from '../../model/shown-state.ts'
import { lineOf, networksOf, type NodeLine } from './node-line.ts'

/** What is known of a node; `isSilent` if it gave no board when it was asked last. */
export interface KnownLine {
  readonly line: NodeLine | undefined
  readonly isSilent: boolean
}

const nothingYet: KnownLine = { line: undefined, isSilent: false }

/** The lines of all nodes, a signal for each: a board that comes draws one row anew and nothing else. */
export class ClusterLines {
  readonly #byNode = new Map<string, Signal<KnownLine>>()
  readonly #networks = signal<readonly string[]>([])
  readonly #counts = signal<ReadonlyMap<ShownState, number>>(new Map())
  /** The columns: every network that any node has. */
  readonly networks: ReadonlySignal<readonly string[]> = this.#networks
  /** How many networks, over all nodes, are in which state. */
  readonly counts: ReadonlySignal<ReadonlyMap<ShownState, number>> = this.#counts
  readonly hasAny = computed(() => this.#networks.value.length > 0)

  /** The line of a node. */
  of(node: string): Signal<KnownLine> {
    const known = this.#byNode.get(node) ?? signal(nothingYet)
    this.#byNode.set(node, known)
    return known
  }

  /** Boards that came, and nodes that gave none: what they had stays, and is shown as old. */
  take(boards: readonly NetworkBoard[], silent: readonly string[]): void {
    batch(() => {
      for (const board of boards) this.of(board.node).value = { line: lineOf(board), isSilent: false }
      for (const node of silent) this.of(node).value = { line: this.of(node).peek().line, isSilent: true }
      this.#sumUp()
    })
  }

  #sumUp(): void {
    const lines = [...this.#byNode.values()].flatMap((known) => known.peek().line ?? [])
    const networks = networksOf(lines)
    if (networks.join('/') !== this.#networks.peek().join('/')) this.#networks.value = networks
    const counts = new Map<ShownState, number>()
    for (const { cells } of lines)
      for (const { state } of cells.values()) counts.set(state, (counts.get(state) ?? 0) + 1)
    if (textOf(counts) !== textOf(this.#counts.peek())) this.#counts.value = counts
  }
}

const textOf = (counts: ReadonlyMap<ShownState, number>): string => [...counts].flat().join(' ')
