import { bytesOf, write } from 'sockets'
import type { ProbeAnswer } from '../../domain/probe-protocol.ts'

/** So much may wait for a reader; beyond it no more requests are read. */
const enoughCharacters = 64 * 1024

/** Answers on their way to standard output. */
export class AnswerQueue {
  readonly #fd: number
  #lines: string[] = []
  #characters = 0
  /** What is being written, and how much of it is. */
  #bytes = new ArrayBuffer(0)
  #written = 0

  constructor(fd: number) {
    this.#fd = fd
  }

  get isEmpty(): boolean {
    return this.#lines.length === 0 && this.#written === this.#bytes.byteLength
  }

  get isFull(): boolean {
    return this.#characters >= enoughCharacters
  }

  add(answer: ProbeAnswer): void {
    const line = `${JSON.stringify(answer)}\n`
    this.#lines.push(line)
    this.#characters += line.length
  }

  /** Writes once, as the reader is ready. Throws if it is gone. */
  writeSome(): void {
    if (this.#written === this.#bytes.byteLength) {
      this.#bytes = bytesOf(this.#lines.join(''))
      this.#written = this.#characters = 0
      this.#lines = []
    }
    this.#written += write(this.#fd, this.#bytes, this.#written, this.#bytes.byteLength, false)
  }
}
