import { stringify } from 'yaml'
import type { Call } from '../command/call.ts'

/** The forms in which a command can print what it found, besides those of people. */
export interface Printable {
  /** For `json` and `yaml`: the stable document. */
  readonly document: unknown
  /** For `name`: one name a line. */
  readonly names?: readonly string[]
  /** For people; `isWide` as `-o wide` asks. */
  readonly table: (isWide: boolean) => string
}

/** Prints what a command found as `-o` asks for it. */
export function printDocument(
  { flags, terminal }: Pick<Call, 'flags' | 'terminal'>,
  printable: Printable,
): void {
  const output = flags.text('output')
  if (output === 'json') terminal.write(`${JSON.stringify(printable.document, null, 2)}\n`)
  else if (output === 'yaml') terminal.write(stringify(printable.document))
  else if (output === 'name') terminal.write((printable.names ?? []).map((name) => `${name}\n`).join(''))
  else terminal.write(printable.table(output === 'wide'))
}
