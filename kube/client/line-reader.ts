/**
 * Splits a stream of bytes into lines, in time linear in its length however it is cut into chunks. A character that is
 * cut in two comes out whole, as lines are decoded only when they are complete.
 */
export class LineReader {
  readonly #limitBytes: number
  #begun: Uint8Array[] = []
  #begunBytes = 0

  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes
  }

  /**
   * The lines that are complete now, without their ends.
   * @throws {Error} if a line is longer than the limit; the stream is of no use then
   */
  *push(chunk: Uint8Array): Generator<string> {
    let start = 0
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, start)) {
      this.#keep(chunk.subarray(start, end))
      start = end + 1
      yield this.#take()
    }
    if (start < chunk.length) this.#keep(chunk.subarray(start))
  }

  /** What came after the last line's end: a line that was cut, or nothing. */
  rest(): string {
    return this.#take()
  }

  #keep(part: Uint8Array): void {
    this.#begun.push(part)
    this.#begunBytes += part.length
    if (this.#begunBytes > this.#limitBytes)
      throw new Error(`Cannot read a line of more than ${this.#limitBytes} bytes`)
  }

  #take(): string {
    const [only] = this.#begun
    const whole =
      this.#begun.length === 1 && only !== undefined ? only : Buffer.concat(this.#begun, this.#begunBytes)
    this.#begun = []
    this.#begunBytes = 0
    const text = Buffer.from(whole.buffer, whole.byteOffset, whole.byteLength).toString('utf8')
    return text.endsWith('\r') ? text.slice(0, -1) : text
  }
}
