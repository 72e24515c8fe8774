import { computed, effect, signal, type ReadonlySignal, type Signal } from '@preact/signals'
import { searchIn, searchOf, type SearchText } from './search-of.ts'

/** After so long without a key the search begins, in ms. */
export const settleMs = 300

/** What somebody types to look for: told on once it rests, and following what the address says. */
export class SearchDraft {
  readonly text: Signal<SearchText>
  /** Why a field cannot be searched for. */
  readonly faults = computed(() => searchOf(this.text.value).faults)
  readonly #address: ReadonlySignal<SearchText>

  /** Begins with what the address says. */
  constructor(address: ReadonlySignal<SearchText>) {
    this.#address = address
    this.text = signal(address.peek())
  }

  /**
   * Begins to follow the address, which a link and going back change as well, and to tell `onSearch` of everything that can
   * be looked for. What cannot stays in its field and is not told. The answer ends both.
   */
  follow(onSearch: (text: SearchText) => void): () => void {
    const taken = effect(() => {
      const said = this.#address.value
      // The echo of what was told is no change: a blank that was typed last stays in its field.
      if (!isSame(said, searchIn({ ...this.text.peek() }))) this.text.value = said
    })
    const told = effect(() => {
      const wanted = this.text.value
      if (Object.keys(this.faults.value).length > 0) return undefined
      const settled = setTimeout(() => onSearch(searchIn({ ...wanted })), settleMs)
      return () => clearTimeout(settled)
    })
    return () => {
      taken()
      told()
    }
  }

  /** Looks for nothing any more. */
  clear(): void {
    this.text.value = searchIn({})
  }
}

const isSame = (one: SearchText, other: SearchText) => JSON.stringify(one) === JSON.stringify(other)
