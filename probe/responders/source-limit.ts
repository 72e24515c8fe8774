const secondUs = 1_000_000

/** How often each source may ask within a second, and how many sources there may be: whoever comes later has to wait. */
export class SourceLimit {
  readonly #perSource: number
  readonly #sources: number
  readonly #counts = new Map<string, number>()
  #sinceUs = -Infinity

  constructor(perSource: number, sources: number) {
    this.#perSource = perSource
    this.#sources = sources
  }

  /** Whether that source may ask now. */
  allows(source: string, nowUs: number): boolean {
    if (nowUs - this.#sinceUs >= secondUs) {
      this.#counts.clear()
      this.#sinceUs = nowUs
    }
    const count = this.#counts.get(source) ?? 0
    if (count >= this.#perSource || (count === 0 && this.#counts.size >= this.#sources)) return false
    this.#counts.set(source, count + 1)
    return true
  }
}
