/** Cuts a stream of bytes into frames at line feeds, in time linear to the bytes however they arrive. */
export class FrameReader {
  #chunks: Buffer[] = []
  #bytes = 0

  /**
   * Takes in a chunk; answers the frames that it completed, without their line feeds.
   * @throws {Error} once a frame is longer than the limit
   */
  push(chunk: Buffer, limitBytes: number): readonly string[] {
    const frames: string[] = []
    let start = 0
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, start)) {
      this.#keep(chunk.subarray(start, end), limitBytes)
      frames.push(Buffer.concat(this.#chunks).toString('utf8'))
      this.#chunks = []
      this.#bytes = 0
      start = end + 1
    }
    this.#keep(chunk.subarray(start), limitBytes)
    return frames
  }

  #keep(part: Buffer, limitBytes: number): void {
    this.#bytes += part.length
    if (this.#bytes > limitBytes) throw new Error(`Cannot read a frame of more than ${limitBytes} bytes`)
    if (part.length > 0) this.#chunks.push(part)
  }
}
