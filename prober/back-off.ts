/** How soon something that failed is tried again. */
export interface BackOffTimes {
  readonly firstMs: number
  readonly mostMs: number
}

/** Puts off what fails, for a time that doubles with every failure, and forgets that with the first success. */
export class BackOff {
  readonly #times: BackOffTimes
  #failures = 0
  #dueMs = 0

  constructor(times: BackOffTimes) {
    this.#times = times
  }

  isDue(nowMs: number): boolean {
    return nowMs >= this.#dueMs
  }

  failed(nowMs: number): void {
    const { firstMs, mostMs } = this.#times
    this.#dueMs = nowMs + Math.min(mostMs, firstMs * 2 ** this.#failures)
    this.#failures = Math.min(30, this.#failures + 1)
  }

  succeeded(): void {
    this.#failures = 0
    this.#dueMs = 0
  }
}
