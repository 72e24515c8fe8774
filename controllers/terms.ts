import type { LeaderWork } from './leader-work.ts'

/** The terms of one replica: new work for each, and never two at a time. */
export class Terms implements AsyncDisposable {
  readonly #create: () => LeaderWork
  #current: LeaderWork | null = null
  #ending: Promise<void> = Promise.resolve()

  constructor(create: () => LeaderWork) {
    this.#create = create
  }

  /** The work of the term that runs; null while another replica leads. */
  get current(): LeaderWork | null {
    return this.#current
  }

  /** To be called when this replica has become the leader. */
  begin(): void {
    if (this.#current !== null) return
    const work = this.#create()
    this.#current = work
    // What the term before has under way is let end first.
    void this.#ending.then(() => {
      if (this.#current === work) work.start()
    })
  }

  /** To be called when it is the leader no longer. */
  async end(): Promise<void> {
    const work = this.#current
    this.#current = null
    if (work !== null) this.#ending = this.#ending.then(() => work[Symbol.asyncDispose]())
    await this.#ending
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.end()
  }
}
