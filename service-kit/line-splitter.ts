/** Lines of a text that comes in pieces of any size; of a line that is too long nothing is kept, and it is counted. */
export class LineSplitter {
  readonly #take: (line: string) => void
  readonly #maxLength: number
  #rest = ''
  #isSkipping = false
  #skipped = 0

  constructor(take: (line: string) => void, maxLength: number) {
    this.#take = take
    this.#maxLength = maxLength
  }

  push(text: string): void {
    let from = 0
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      this.#add(text.slice(from, end))
      this.#endLine()
      from = end + 1
    }
    this.#add(text.slice(from))
  }

  /** The last line needs no end. Answers how many lines were too long. */
  end(): number {
    this.#endLine()
    return this.#skipped
  }

  #add(part: string): void {
    if (this.#isSkipping) return
    if (this.#rest.length + part.length <= this.#maxLength) this.#rest += part
    else {
      this.#rest = ''
      this.#isSkipping = true
      this.#skipped += 1
    }
  }

  #endLine(): void {
    const line = this.#rest
    this.#rest = ''
    this.#isSkipping = false
    if (line !== '') this.#take(line.endsWith('\r') ? line.slice(0, -1) : line)
  }
}
