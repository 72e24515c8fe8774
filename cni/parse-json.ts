import { valueEnd } from './scan-json.ts'

/** A backslash that begins no escape of JSON, and numbers that JSON ends or begins in another way. */
const laxEscape = /(?<!\\)(?:\\\\)*\\(?!["\\/bfnrt]|u[\da-fA-F]{4})/
const laxNumber = /\.(?!\d)|-0\d/

/**
 * JSON.parse by the letter of the standard. QuickJS' own takes `"\x41"`, `1.` and `-01` too, and whoever gets such a
 * text from us as it came would not. Throws SyntaxError.
 */
export function parseJson(text: string): unknown {
  const value: unknown = JSON.parse(text)
  if (laxNumber.test(text) || text.includes('\\')) refuseLaxSpelling(text)
  return value
}

function refuseLaxSpelling(text: string): void {
  for (let at = 0; at < text.length;) {
    const quote = text.indexOf('"', at)
    const between = quote === -1 ? text.length : quote
    if (laxNumber.test(text.slice(at, between)))
      throw new SyntaxError(`Bad number in JSON behind character ${at}`)
    at = quote === -1 ? between : valueEnd(text, quote)
    if (laxEscape.test(text.slice(between, at)))
      throw new SyntaxError(`Bad escape in JSON behind character ${between}`)
  }
}
