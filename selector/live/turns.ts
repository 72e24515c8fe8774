/** Work on the same thing, one after the other in the order of asking; on different things side by side. */
export class Turns {
  readonly #last = new Map<string, Promise<unknown>>()

  /** Does the work once all that was asked before on the same thing has ended, however it did. */
  async take<T>(thing: string, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(thing)
    const turn = before === undefined ? work() : before.then(work, work)
    this.#last.set(thing, turn)
    try {
      return await turn
    } finally {
      if (this.#last.get(thing) === turn) this.#last.delete(thing)
    }
  }
}
