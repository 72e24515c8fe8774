import { bytesOf, write } from 'sockets'
import type { ProbeAnswer } from '../../domain/probe-protocol.ts'

/** So much may wait for a reader; beyond it no more requests are read. */
const enoughBytes = 256 * 1024

/** Answers on their way to standard output. */
export class AnswerQueue {
  readonly #fd: number
  #waiting: ArrayBuffer[] = []
  #waitingBytes = 0
  #written = 0

  constructor(fd: number) {
    this.#fd = fd
  }

  get isEmpty(): boolean {
    return this.#waiting.length === 0
  }

  get isFull(): boolean {
    return this.#waitingBytes >= enoughBytes
  }

  add(answer: ProbeAnswer): void {
    const bytes = bytesOf(`${JSON.stringify(answer)}\n`)
    this.#waiting.push(bytes)
    this.#waitingBytes += bytes.byteLength
  }

  /** Writes once, as the reader is ready. Throws if it is gone. */
  writeSome(): void {
    const [first] = this.#waiting
    if (first === undefined) return
    this.#written += write(this.#fd, first, this.#written, first.byteLength, false)
    if (this.#written < first.byteLength) return
    this.#waiting.shift()
    this.#waitingBytes -= first.byteLength
    this.#written = 0
  }
}
