/** One line and where it is in the buffer, or one that was too long for it. */
export type Line = { readonly start: number; readonly end: number } | 'too long'

/** Cuts what arrives in pieces into lines. Holds one buffer of fixed size; a longer line is passed over to its end. */
export class LineReader {
  readonly buffer: ArrayBuffer
  readonly #bytes: Uint8Array
  #used = 0
  #isPassingOver = false

  constructor(limitBytes: number) {
    this.buffer = new ArrayBuffer(limitBytes)
    this.#bytes = new Uint8Array(this.buffer)
  }

  /** Where in the buffer the next piece is to be put; there is always room. */
  get at(): number {
    return this.#used
  }

  /** Takes that many new bytes and hands out each line that they end, without its line feed. */
  take(count: number, use: (line: Line) => void): void {
    const end = this.#used + count
    let start = 0
    for (let from = this.#used; ;) {
      const feed = this.#bytes.subarray(0, end).indexOf(10, from)
      if (feed < 0) break
      use(this.#isPassingOver ? 'too long' : { start, end: feed })
      this.#isPassingOver = false
      start = from = feed + 1
    }
    this.#keepFrom(start, end)
  }

  #keepFrom(start: number, end: number): void {
    const isFull = end - start === this.#bytes.length
    if (isFull || this.#isPassingOver) {
      this.#isPassingOver = true
      this.#used = 0
      return
    }
    this.#bytes.copyWithin(0, start, end)
    this.#used = end - start
  }
}
