/** Time as a parameter, so that tests need not wait. */
export interface Clock {
  /** Unix time in ms; it may jump. */
  nowMs(): number
  /** Milliseconds of a clock that never jumps; only differences mean anything. */
  monotonicMs(): number
}

/** The machine's own clocks. */
export const systemClock: Clock = {
  nowMs: () => Date.now(),
  monotonicMs: () => performance.now(),
}

/** A clock that stands still until it is told to advance. */
export class ManualClock implements Clock {
  #nowMs: number

  constructor(nowMs = 1_700_000_000_000) {
    this.#nowMs = nowMs
  }

  nowMs(): number {
    return this.#nowMs
  }

  monotonicMs(): number {
    return this.#nowMs
  }

  advance(byMs: number): void {
    this.#nowMs += byMs
  }
}
