/** The decisions behind plans that a plugin is still at work on: its connection is open, and its report to come. */
export class HeldDecisions {
  /** How many connections hold each: a pod that is tried again gets its decision again. */
  readonly #holders = new Map<string, number>()

  hold(decision: string): void {
    this.#holders.set(decision, (this.#holders.get(decision) ?? 0) + 1)
  }

  release(decision: string): void {
    const left = (this.#holders.get(decision) ?? 0) - 1
    if (left > 0) this.#holders.set(decision, left)
    else this.#holders.delete(decision)
  }

  /** Those that are held now. */
  snapshot(): ReadonlySet<string> {
    return new Set(this.#holders.keys())
  }
}
