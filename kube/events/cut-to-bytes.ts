/** The beginning of a text that fits into so many bytes of UTF-8, never ending within a character. */
export function cutToBytes(text: string, limitBytes: number): string {
  const bytes = Buffer.from(text, 'utf8')
  if (bytes.length <= limitBytes) return text
  let end = limitBytes
  // A byte that goes on a character begins with the bits 10
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1
  return bytes.toString('utf8', 0, end)
}
