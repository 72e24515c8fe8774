import { randomUUIDv7 } from 'node:crypto'

/**
 * Makes UUIDs of version 7 of which each is greater than all before it, within a millisecond too, and after the clock went
 * back: the newest decision for a pod is the one with the greatest id (RFC 9562 section 6.2, method 2).
 */
export class RisingIds {
  readonly #draw: () => string
  #last = ''

  constructor(draw: () => string = randomUUIDv7) {
    this.#draw = draw
  }

  /** All to come are greater than this one too, which somebody before has made. */
  follow(id: string): void {
    if (id > this.#last) this.#last = id
  }

  next(): string {
    const drawn = this.#draw()
    this.#last = drawn > this.#last ? drawn : behind(this.#last, drawn)
    return this.#last
  }
}

/** A step of 1 to 2^32 behind an id, as random as the 62 bits that take it up, so that nobody can guess the next. */
function behind(id: string, random: string): string {
  const step = BigInt(`0x${random.slice(-8)}`) + 1n
  const digits = (BigInt(`0x${id.replaceAll('-', '')}`) + step).toString(16).padStart(32, '0')
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
