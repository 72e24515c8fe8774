import type { ClusterOverview } from '../../domain/cluster-overview.ts'
import { EventFeed, type Feed, type Listener } from './event-feed.ts'

/** As often as a page shows all nodes anew: an agent's round takes ten seconds, and those of many agents are spread. */
const everyMs = 5_000

/** Tells of all nodes at one glance while somebody listens: worked out once a turn, however many do. */
export class OverviewFeed implements Feed {
  readonly #feed = new EventFeed()
  readonly #read: () => Promise<ClusterOverview>
  readonly #onFault: (error: unknown) => void
  #timer: NodeJS.Timeout | undefined

  /** `onFault` is told where nodes cannot be read; the next turn tries again. */
  constructor(read: () => Promise<ClusterOverview>, onFault: (error: unknown) => void) {
    this.#read = read
    this.#onFault = onFault
  }

  get listeners(): number {
    return this.#feed.listeners
  }

  subscribe(listener: Listener): () => void {
    const leave = this.#feed.subscribe(listener)
    this.#timer ??= setTimeout(() => void this.#tell(), everyMs).unref()
    return () => {
      leave()
      if (this.listeners === 0) this.#stop()
    }
  }

  async #tell(): Promise<void> {
    const turn = this.#timer
    try {
      this.#feed.publish({ type: 'overview', data: await this.#read() })
    } catch (error) {
      this.#onFault(error)
    }
    // Whoever left and came while it was read has begun a turn of their own.
    if (this.#timer === turn && this.listeners > 0) turn?.refresh()
  }

  #stop(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }
}
