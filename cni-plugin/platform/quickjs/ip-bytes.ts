/** The 4 or 16 bytes of an IP address as inet_pton(3) reads it; undefined for any other text, zones included. */
export function ipBytes(text: string): Uint8Array | undefined {
  return text.includes(':') ? ipv6Bytes(text) : ipv4Bytes(text)
}

function ipv4Bytes(text: string): Uint8Array | undefined {
  const parts = text.split('.')
  const isByte = (part: string) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256
  return parts.length === 4 && parts.every(isByte) ? Uint8Array.from(parts, Number) : undefined
}

function ipv6Bytes(text: string): Uint8Array | undefined {
  const [head = '', tail, ...more] = withoutDots(text).split('::')
  const front = groupsOf(head)
  const back = groupsOf(tail ?? '')
  const missing = 8 - front.length - back.length
  // "::" stands for one group at least
  const fits = tail === undefined ? missing === 0 : missing > 0 && more.length === 0
  const groups = [...front, ...Array.from({ length: Math.max(0, missing) }, () => '0'), ...back]
  if (!fits || !groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined
  return Uint8Array.from(groups.flatMap((group) => [parseInt(group, 16) >> 8, parseInt(group, 16) & 255]))
}

const groupsOf = (text: string) => (text === '' ? [] : text.split(':'))

/** The last 32 bits may be written as an IPv4 address. */
function withoutDots(text: string): string {
  const start = text.lastIndexOf(':') + 1
  const bytes = ipv4Bytes(text.slice(start))
  if (bytes === undefined) return text
  const [low, high] = [text.slice(0, start), Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'))]
  return `${low}${high.slice(0, 2).join('')}:${high.slice(2).join('')}`
}
