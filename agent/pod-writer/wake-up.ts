import type { Delay } from '../../kube/delay.ts'
import type { Clock } from '../../service-kit/clock.ts'

/** Lets one who works now and then sleep until somebody has news, or the time that was set. */
export class WakeUp {
  readonly #clock: Pick<Clock, 'monotonicMs'>
  readonly #delay: Delay
  #isDue = false
  #atMs = Infinity
  #wake: () => void = () => undefined

  constructor(clock: Pick<Clock, 'monotonicMs'>, delay: Delay) {
    this.#clock = clock
    this.#delay = delay
  }

  /** There is news. */
  now(): void {
    this.#isDue = true
    this.#wake()
  }

  /** To be woken at this time of the monotonic clock at the latest; of several times the first counts. */
  by(atMs: number): void {
    this.#atMs = Math.min(this.#atMs, atMs)
  }

  /** Sleeps until it is time, and for `settleMs` more in which more may come; false if it is over. */
  async wait(settleMs: number, signal: AbortSignal): Promise<boolean> {
    if (!this.#isDue) await this.#sleep(signal)
    await this.#delay(settleMs, signal).catch(() => undefined)
    this.#isDue = false
    this.#atMs = Infinity
    return !signal.aborted
  }

  async #sleep(signal: AbortSignal): Promise<void> {
    const woken = new AbortController()
    const either = AbortSignal.any([signal, woken.signal])
    this.#wake = () => woken.abort()
    const news = new Promise<void>((resolve) => {
      if (either.aborted) resolve()
      else either.addEventListener('abort', () => resolve(), { once: true })
    })
    const ms = Math.max(0, this.#atMs - this.#clock.monotonicMs())
    if (Number.isFinite(ms)) await this.#delay(ms, either).catch(() => undefined)
    else await news
    this.#wake = () => undefined
  }
}
