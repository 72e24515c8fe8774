import { noPrices, type PriceBook } from '../../domain/price-book.ts'

/** All versions that there are, from wherever they are kept; the newest counts. At hand, as no decision waits for a file. */
export class PriceBooks {
  readonly #sources: readonly (() => readonly PriceBook[])[]
  #parts: readonly (readonly PriceBook[])[] = []
  #versions: readonly PriceBook[] = []

  constructor(sources: readonly (() => readonly PriceBook[])[]) {
    this.#sources = sources
  }

  /** Looks at the sources again; of two books of one version that of the first source counts. */
  refresh(): void {
    const parts = this.#sources.map((source) => source())
    if (parts.length === this.#parts.length && parts.every((part, index) => part === this.#parts[index]))
      return
    this.#parts = parts
    const byVersion = new Map(
      parts
        .flat()
        .toReversed()
        .map((book) => [book.version, book]),
    )
    this.#versions = [...byVersion.values()].sort((one, other) => other.version - one.version)
  }

  /** The book that counts. */
  get current(): PriceBook {
    return this.#versions[0] ?? noPrices
  }

  /** Newest first. */
  get versions(): readonly PriceBook[] {
    return this.#versions
  }
}
