import type { ClusterOverview } from '../../domain/cluster-overview.ts'
import type { Decision } from '../../domain/decision.ts'
import type { NetworkBoard } from '../../domain/network-board.ts'

/** What pages are told as it happens. */
export type FeedEvent =
  | { readonly type: 'board'; readonly data: NetworkBoard }
  | { readonly type: 'decision'; readonly data: Decision }
  | { readonly type: 'overview'; readonly data: ClusterOverview }

/** Is told of every event; nobody waits for it. */
export type Listener = (event: FeedEvent) => void

/** What can be listened to. */
export interface Feed {
  /** How many listen. */
  readonly listeners: number
  /** @returns the way out */
  subscribe(listener: Listener): () => void
}

/** Hands events to whoever listens; nobody is waited for. */
export class EventFeed implements Feed {
  readonly #listeners = new Set<Listener>()

  publish(event: FeedEvent): void {
    for (const listener of this.#listeners) listener(event)
  }

  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  get listeners(): number {
    return this.#listeners.size
  }
}
