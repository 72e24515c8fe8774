/** Longer lines are none of the protocol. */
const longest = 262_144

/** Cuts a stream of text into lines. */
export class LineSplitter {
  #rest = ''

  /** The lines that end in this piece. @throws {Error} if a line is too long */
  push(piece: string): string[] {
    const lines = (this.#rest + piece).split('\n')
    this.#rest = lines.pop() ?? ''
    if (this.#rest.length > longest || lines.some(({ length }) => length > longest))
      throw new Error(`Cannot read a line of more than ${longest} characters`)
    return lines
  }
}
