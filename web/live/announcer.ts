import { signal } from '@preact/signals'
import type { Timers } from './timers.ts'

/** Of sentences that come faster than this only the last one is said. */
const quietMs = 700

/** What screen readers are told, one sentence at a time; figures that stream in are nobody's business. */
export class Announcer {
  readonly sentence = signal('')
  readonly #timers: Timers
  #cancel: () => void = () => undefined

  constructor(timers: Timers) {
    this.#timers = timers
  }

  say(sentence: string): void {
    this.#cancel()
    this.#cancel = this.#timers.after(quietMs, () => {
      this.sentence.value = sentence
    })
  }
}
