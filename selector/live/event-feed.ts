import type { Decision } from '../../domain/decision.ts'
import type { NetworkBoard } from '../../domain/network-board.ts'

/** What pages are told as it happens. */
export type FeedEvent =
  | { readonly type: 'board'; readonly data: NetworkBoard }
  | { readonly type: 'decision'; readonly data: Decision }

type Listener = (event: FeedEvent) => void

/** Hands events to whoever listens; nobody is waited for. */
export class EventFeed {
  readonly #listeners = new Set<Listener>()

  publish(event: FeedEvent): void {
    for (const listener of this.#listeners) listener(event)
  }

  /** @returns the way out */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  get listeners(): number {
    return this.#listeners.size
  }
}
