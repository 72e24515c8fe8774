import { computed, signal, type ReadonlySignal } from '@preact/signals'
import { decisionAt, hrefOf, placeOf, type Place } from './route.ts'

/** Where the page is, following its address. */
export class HashRoute {
  readonly #place = signal<Place>(placeOf(''))
  readonly #view = signal<Place>(placeOf(''))
  readonly #window: Pick<Window, 'location' | 'history'>
  /** The view that is shown: a decision that is opened lies over it. */
  readonly view: ReadonlySignal<Place> = this.#view
  /** The decision that is opened. */
  readonly decision = computed(() => decisionAt(this.#place.value))

  constructor(world: Pick<Window, 'location' | 'history'>) {
    this.#window = world
    this.follow()
  }

  /** Takes over what the address says; to be called on `hashchange`. */
  follow(): void {
    const place = placeOf(this.#window.location.hash)
    this.#place.value = place
    if (decisionAt(place) === undefined) this.#view.value = place
  }

  /** Goes there, as a link does. */
  go(href: string): void {
    this.#window.location.hash = href
  }

  /** Closes the decision: back to the view below it. */
  closeDecision(): void {
    if (this.decision.peek() !== undefined) this.go(hrefOf(this.#view.peek().path, this.#view.peek().query))
  }

  /**
   * Keeps what a view shows in its address (filters, what is pinned), without a step in the browser's history. While a
   * decision is opened the address is that of the decision: the view's comes back with the view.
   */
  keep(query: Readonly<Record<string, string | undefined>>): void {
    const { history, location } = this.#window
    const href = hrefOf(this.#view.peek().path, { ...this.#view.peek().query, ...query })
    if (this.decision.peek() !== undefined) {
      this.#view.value = placeOf(href)
      return
    }
    history.replaceState(history.state, '', `${location.pathname}${location.search}${href}`)
    this.follow()
  }
}
