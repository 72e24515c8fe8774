const byte = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)'
const ipv4 = new RegExp(`^${byte}(?:\\.${byte}){3}$`)
const hextet = /^[\da-f]{1,4}$/i

/** The family of an IP address as text, without prefix length and zone; null for every other text. */
export function ipFamily(text: string): 4 | 6 | null {
  if (ipv4.test(text)) return 4
  return isIpv6(text) ? 6 : null
}

/** RFC 4291, section 2.2: eight hextets, of which one `::` stands for any number, the last two perhaps as IPv4. */
function isIpv6(text: string): boolean {
  const halves = text.split('::')
  if (halves.length > 2) return false
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')))
  const last = groups.at(-1) ?? ''
  const endsInIpv4 = ipv4.test(last) && text.endsWith(last)
  const hextets = endsInIpv4 ? groups.slice(0, -1) : groups
  const count = groups.length + (endsInIpv4 ? 1 : 0)
  return hextets.every((group) => hextet.test(group)) && (halves.length === 2 ? count <= 7 : count === 8)
}
