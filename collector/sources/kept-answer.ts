/** An answer that is asked for less often than the collector has rounds, and kept for those between. */
export class KeptAnswer<T> {
  readonly #intervalMs: (answer: T) => number
  #kept: { readonly at: number; readonly answer: T } | null = null

  /** Rounds have jitter: an interval is best a little shorter than a multiple of theirs. */
  constructor(intervalMs: (answer: T) => number) {
    this.#intervalMs = intervalMs
  }

  /** The kept answer, or a new one where it is too old or from a time to come; a failure keeps nothing. */
  async at(nowMs: number, ask: () => Promise<T>): Promise<{ readonly answer: T; readonly isNew: boolean }> {
    const kept = this.#kept
    if (kept !== null) {
      const ageMs = nowMs - kept.at
      if (ageMs >= 0 && ageMs < this.#intervalMs(kept.answer)) return { answer: kept.answer, isNew: false }
    }
    this.#kept = null
    const answer = await ask()
    this.#kept = { at: nowMs, answer }
    return { answer, isNew: true }
  }
}
