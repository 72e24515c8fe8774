import type { LeaderWork } from './leader-work.ts'

/** The terms of one replica: work of its own for each, and all of it ended before the next one may begin. */
export class Leadership {
  readonly #create: (signal: AbortSignal) => LeaderWork
  #work: LeaderWork | null = null

  constructor(create: (signal: AbortSignal) => LeaderWork) {
    this.#create = create
  }

  /** The work of the term that runs; null while another replica leads. */
  get work(): LeaderWork | null {
    return this.#work
  }

  /** Works for as long as the signal lets it. */
  async lead(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return
    await using work = this.#create(signal)
    this.#work = work
    work.start()
    await new Promise<void>((resolve) => {
      signal.addEventListener('abort', () => resolve(), { once: true })
    })
    this.#work = null
  }
}
