import type { Painter } from './painter.ts'

/** Where a command says what it found. Results go to `write`, everything else to `warn`. */
export interface Terminal {
  /** To stdout, as it is. */
  write(text: string): void
  /** One line to stderr. */
  warn(sentence: string): void
  /** Whether a person reads stdout. */
  readonly isTty: boolean
  /** Whether a person can be asked: stdin and stderr are a terminal. */
  readonly canAsk: boolean
  /** The terminal's width; undefined in a pipe, where nothing is cut. */
  readonly columns: number | undefined
  readonly paint: Painter
  /** Asks on stderr and waits for a line. */
  ask(question: string): Promise<string>
}
