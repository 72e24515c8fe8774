import type { Clock } from '../../service-kit/clock.ts'

/** For how long an answer is as good as a new one, in ms, and for how long it may stand in where none is to be had. */
export interface Lifetime {
  readonly freshMs: number
  readonly staleMs: number
}

/** What is needed to remember answers. */
export interface RememberedOptions<T> {
  readonly clock: Pick<Clock, 'monotonicMs'>
  /** No more than this many; the longest known goes first. */
  readonly most: number
  readonly lifetimeOf: (answer: T) => Lifetime
}

interface Entry<T> {
  readonly answer: T
  readonly freshUntilMs: number
  readonly staleUntilMs: number
}

/** Answers of somebody who is slow to ask, each asked for once however many want it at a time. */
export class Remembered<T> {
  readonly #options: RememberedOptions<T>
  readonly #entries = new Map<string, Entry<T>>()
  readonly #pending = new Map<string, Promise<T>>()

  constructor(options: RememberedOptions<T>) {
    this.#options = options
  }

  /** How many are being asked for. */
  get pending(): number {
    return this.#pending.size
  }

  /** The answer; an older one only if `mayBeStale`, and where `ask` throws. */
  async get(key: string, ask: () => Promise<T>, mayBeStale: boolean): Promise<T> {
    const known = this.#entries.get(key)
    const nowMs = this.#options.clock.monotonicMs()
    if (known !== undefined && nowMs < known.freshUntilMs) return known.answer
    try {
      return await this.#asked(key, ask)
    } catch (error) {
      if (mayBeStale && known !== undefined && nowMs < known.staleUntilMs) return known.answer
      throw error
    }
  }

  #asked(key: string, ask: () => Promise<T>): Promise<T> {
    const pending = this.#pending.get(key)
    if (pending !== undefined) return pending
    const asked = ask()
      .then((answer) => {
        this.#keep(key, answer)
        return answer
      })
      .finally(() => this.#pending.delete(key))
    this.#pending.set(key, asked)
    return asked
  }

  #keep(key: string, answer: T): void {
    const { clock, most, lifetimeOf } = this.#options
    const { freshMs, staleMs } = lifetimeOf(answer)
    const nowMs = clock.monotonicMs()
    this.#entries.delete(key)
    this.#entries.set(key, { answer, freshUntilMs: nowMs + freshMs, staleUntilMs: nowMs + staleMs })
    const [oldest] = this.#entries.keys()
    if (this.#entries.size > most && oldest !== undefined) this.#entries.delete(oldest)
  }
}
