import { createInterface } from 'node:readline/promises'
import type { ReadStream, WriteStream } from 'node:tty'
import { colourPainter, plainPainter } from './painter.ts'
import type { Terminal } from './terminal.ts'

/** The streams of a process, terminals or not. */
export interface Streams {
  readonly stdin: ReadStream
  readonly stdout: WriteStream
  readonly stderr: WriteStream
}

/** How it is to look. */
export interface TerminalOptions {
  readonly env: Readonly<Record<string, string | undefined>>
  /** What `--no-color` says. */
  readonly noColour: boolean
}

/** The terminal of this process. Colours: on a terminal only, unless NO_COLOR is set (https://no-color.org). */
export function openTerminal(
  { stdin, stdout, stderr }: Streams,
  { env, noColour }: TerminalOptions,
): Terminal {
  const isTty = stdout.isTTY
  const hasColours = isTty && !noColour && !env['NO_COLOR'] && env['TERM'] !== 'dumb'
  return {
    write: (text) => void stdout.write(text),
    warn: (sentence) => void stderr.write(`${sentence}\n`),
    isTty,
    canAsk: stdin.isTTY && stderr.isTTY,
    get columns() {
      return isTty ? stdout.columns : undefined
    },
    paint: hasColours ? colourPainter : plainPainter,
    ask: async (question) => {
      const lines = createInterface({ input: stdin, output: stderr })
      try {
        return await lines.question(question)
      } finally {
        lines.close()
      }
    },
  }
}
