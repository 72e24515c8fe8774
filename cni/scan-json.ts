/**
 * Finds its way in the source text of JSON that a parser has already accepted, without building values: so that what
 * we do not have to change keeps every byte. Throws SyntaxError where the text ends too early.
 */

const quote = 0x22
const comma = 0x2c
const openBrace = 0x7b
const openBracket = 0x5b
const closeBrace = 0x7d
const closeBracket = 0x5d

const endsTooEarly = () => new SyntaxError('Cannot scan JSON: the text ends too early')
const opens = (code: number) => code === openBrace || code === openBracket
const closes = (code: number) => code === closeBrace || code === closeBracket
const endsScalar = (code: number) => code === comma || closes(code) || code <= 0x20

/** The index just behind the value that starts at `at`. */
export function valueEnd(text: string, at: number): number {
  const first = text.charCodeAt(at)
  if (first === quote) return stringEnd(text, at)
  if (opens(first)) return containerEnd(text, at)
  let end = at
  while (end < text.length && !endsScalar(text.charCodeAt(end))) end++
  return end
}

function stringEnd(text: string, at: number): number {
  for (let end = text.indexOf('"', at + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let backslashes = 0
    while (text[end - 1 - backslashes] === '\\') backslashes++
    if (backslashes % 2 === 0) return end + 1
  }
  throw endsTooEarly()
}

function containerEnd(text: string, at: number): number {
  let depth = 0
  for (let index = at; index < text.length;) {
    const code = text.charCodeAt(index)
    if (opens(code)) depth++
    else if (closes(code) && --depth === 0) return index + 1
    index = code === quote ? stringEnd(text, index) : index + 1
  }
  throw endsTooEarly()
}

/** An object's or array's source: up to and with its bracket, the parts between its own commas, and all the rest. */
export interface Parts {
  readonly head: string
  readonly parts: readonly string[]
  readonly tail: string
}

/** Splits the source of an object or array at its own commas; a part keeps the white space around it. */
export function splitParts(text: string): Parts {
  const open = text.search(/\S/)
  const parts: string[] = []
  let start = open + 1
  for (let at = start; at < text.length;) {
    const code = text.charCodeAt(at)
    if (code === comma || closes(code)) {
      const part = text.slice(start, at)
      if (part.trim() !== '') parts.push(part)
      start = at + 1
      if (code !== comma) return { head: text.slice(0, open + 1), parts, tail: text.slice(at) }
    }
    at = code === quote || opens(code) ? valueEnd(text, at) : at + 1
  }
  throw endsTooEarly()
}

/** The key and the value's source of a part of an object. */
export function splitMember(part: string): { readonly key: string; readonly value: string } {
  const start = part.indexOf('"')
  const end = stringEnd(part, start)
  return {
    key: JSON.parse(part.slice(start, end)) as string,
    value: part.slice(part.indexOf(':', end) + 1).trim(),
  }
}
