import { signal } from '@preact/signals'
import type { Timers } from './timers.ts'

/** A short note at the edge of the page. */
export interface Notice {
  readonly text: string
  readonly tone: 'good' | 'bad'
  /** What can be done about it: it goes when that is done. */
  readonly action?: { readonly label: string; readonly do: () => void }
}

/** One without an action goes by itself after this long; what can be acted on stays until it is dismissed (WCAG 2.2.1). */
const shownMs = 6_000

/** Notes of what was done; the last three are seen. */
export class Notices {
  readonly shown = signal<readonly Notice[]>([])
  readonly #timers: Timers

  constructor(timers: Timers) {
    this.#timers = timers
  }

  tell(notice: Notice): void {
    this.shown.value = [...this.shown.value, notice].slice(-3)
    if (!notice.action && notice.tone === 'good') this.#timers.after(shownMs, () => this.dismiss(notice))
  }

  dismiss(notice: Notice): void {
    this.shown.value = this.shown.value.filter((each) => each !== notice)
  }
}
