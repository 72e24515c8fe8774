const pollMs = 5_000

/** Does some work again and again, with a pause after each time. */
export class RepeatingPoll {
  readonly #work: () => Promise<void>
  #timer: NodeJS.Timeout | undefined
  #running: Promise<void> = Promise.resolve()

  /** `work` must not fail. */
  constructor(work: () => Promise<void>) {
    this.#work = work
  }

  once(): Promise<void> {
    return this.#work()
  }

  start(): void {
    this.#timer ??= setTimeout(() => this.#run(), pollMs)
  }

  /** Ends once what is being done is done. */
  async stop(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    await this.#running
  }

  #run(): void {
    this.#running = this.#work().then(() => {
      if (this.#timer !== undefined) this.#timer = setTimeout(() => this.#run(), pollMs)
    })
  }
}
