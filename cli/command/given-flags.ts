import { parseDuration } from './parse-duration.ts'
import { UsageFault } from './usage-fault.ts'

/** The flags of one command line; of a flag given twice the last one counts. */
export class GivenFlags {
  readonly #values: Readonly<Record<string, string | boolean>>

  constructor(values: Readonly<Record<string, string | boolean>>) {
    this.#values = values
  }

  /** The value of a flag that takes one; undefined if it was not given. */
  text(name: string): string | undefined {
    const value = this.#values[name]
    return typeof value === 'string' ? value : undefined
  }

  /** Whether a switch is on. */
  isOn(name: string): boolean {
    return this.#values[name] === true
  }

  /** A length of time in ms. @throws {UsageFault} for a text that is none */
  durationMs(name: string, otherwise: number): number {
    const text = this.text(name)
    if (text === undefined) return otherwise
    const ms = parseDuration(text)
    if (ms === null)
      throw new UsageFault(
        `Cannot read --${name} ${text}: write a number with s, m, h or d, such as 30s or 7d`,
      )
    return ms
  }

  /** A whole number. @throws {UsageFault} for anything else */
  integer(name: string, otherwise: number, most: number): number {
    const text = this.text(name)
    if (text === undefined) return otherwise
    if (!/^\d{1,9}$/.test(text) || Number(text) > most)
      throw new UsageFault(`Cannot read --${name} ${text}: write a whole number from 0 to ${most}`)
    return Number(text)
  }
}
