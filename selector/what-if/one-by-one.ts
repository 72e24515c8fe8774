import { ApiFault } from '../../service-kit/api-fault.ts'

/** So many may wait for their turn; each has some seconds of work. */
const mostWaiting = 4

/** Lets long questions have the thread one after the other, so that they slow pods down no more than a single one does. */
export class OneByOne {
  #last: Promise<unknown> = Promise.resolve()
  #inside = 0

  /** Does the work once those before it have ended. @throws {ApiFault} 503 if too many wait already */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#inside > mostWaiting)
      throw new ApiFault(
        503,
        `Cannot look back now as ${this.#inside} others are doing so: try again in some seconds`,
      )
    this.#inside += 1
    const turn = this.#last.then(work, work)
    this.#last = turn.catch(() => undefined)
    try {
      return await turn
    } finally {
      this.#inside -= 1
    }
  }
}
