/** What a message says beyond its fixed part, as `RTA_GATEWAY`; values are in the machine's own byte order. */
export interface Attribute {
  readonly type: number
  readonly value: Uint8Array
}

const headerLength = 4

/** Everything in netlink begins at a multiple of four bytes. */
export const aligned = (length: number) => (length + 3) & ~3

/** The attributes in their order; what is cut off at the end is left out. */
export function decodeAttributes(bytes: Uint8Array): Attribute[] {
  const attributes: Attribute[] = []
  for (let at = 0; at + headerLength <= bytes.length;) {
    const [length = 0, type = 0] = new Uint16Array(bytes.slice(at, at + headerLength).buffer)
    if (length < headerLength || at + length > bytes.length) break
    attributes.push({ type, value: bytes.slice(at + headerLength, at + length) })
    at += aligned(length)
  }
  return attributes
}

/** As the kernel takes them, each padded to a multiple of four bytes. */
export function encodeAttributes(attributes: readonly Attribute[]): Uint8Array {
  const lengths = attributes.map(({ value }) => aligned(headerLength + value.length))
  const bytes = new Uint8Array(lengths.reduce((sum, length) => sum + length, 0))
  let at = 0
  for (const [index, { type, value }] of attributes.entries()) {
    new Uint16Array(bytes.buffer, at, 2).set([headerLength + value.length, type])
    bytes.set(value, at + headerLength)
    at += lengths[index] ?? 0
  }
  return bytes
}
