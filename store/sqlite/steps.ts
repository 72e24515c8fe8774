import { setImmediate } from 'node:timers/promises'

/**
 * Work in steps of some milliseconds each: between two of them others have their turn, so that a pod that starts
 * meanwhile is not kept waiting.
 */
export class Steps {
  #isEnded = false

  /** Lets others have their turn; false if there shall be no next step. */
  async next(): Promise<boolean> {
    await setImmediate()
    return !this.#isEnded
  }

  /** The step that is under way is the last. */
  end(): void {
    this.#isEnded = true
  }
}
