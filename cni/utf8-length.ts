/** How many bytes the text takes in UTF-8; a lone surrogate takes three, as its replacement does. */
export function utf8Length(text: string): number {
  let bytes = 0
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4
  }
  return bytes
}

/** Whether the text takes more bytes than that. Nothing is counted where even the longest encoding would fit. */
export const exceedsUtf8 = (text: string, limitBytes: number): boolean =>
  text.length * 3 > limitBytes && utf8Length(text) > limitBytes
