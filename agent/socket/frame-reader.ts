/**
 * Cuts a stream of bytes into frames at line feeds, in time linear to the bytes however they arrive.
 * @throws {Error} from `push` once a frame is longer than the limit
 */
export class FrameReader {
  readonly #limitBytes: number
  #chunks: Buffer[] = []
  #bytes = 0

  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes
  }

  /** Takes in a chunk; answers the frames that it completed, without their line feeds. */
  push(chunk: Buffer): readonly string[] {
    const frames: string[] = []
    let start = 0
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, start)) {
      this.#keep(chunk.subarray(start, end))
      frames.push(Buffer.concat(this.#chunks).toString('utf8'))
      this.#chunks = []
      this.#bytes = 0
      start = end + 1
    }
    this.#keep(chunk.subarray(start))
    return frames
  }

  #keep(part: Buffer): void {
    this.#bytes += part.length
    if (this.#bytes > this.#limitBytes)
      throw new Error(`Cannot read a frame of more than ${this.#limitBytes} bytes`)
    if (part.length > 0) this.#chunks.push(part)
  }
}
