import { SourceFault } from '../sources/source-fault.ts'

/** A longer line is no line of any format that is read here. */
export const maxLineLength = 65_536

/**
 * The lines of UTF-8 text that arrives in pieces, without their ends; the last one counts without an end, too.
 * @throws {SourceFault} `malformed` at a line of more than 64 Ki characters
 */
export async function* splitLines(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of chunks) {
    const text = decoder.decode(chunk, { stream: true })
    let from = 0
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      yield withoutReturn(rest + text.slice(from, end))
      rest = ''
      from = end + 1
    }
    rest += text.slice(from)
    if (rest.length > maxLineLength)
      throw new SourceFault(
        'malformed',
        `Cannot read a line of more than ${maxLineLength} characters: ask a server that answers with lines`,
      )
  }
  rest += decoder.decode()
  if (rest !== '') yield withoutReturn(rest)
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line
}
