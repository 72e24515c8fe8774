/**
 * The length-delimited fields (texts, messages) of a protobuf message by number, in their order; fields of other wire
 * types are passed over. Throws RangeError if the bytes are no whole message.
 */
export function* readProtobuf(message: Buffer): Generator<readonly [field: number, value: Buffer]> {
  for (let at = 0; at < message.length;) {
    const tag = varint(message, at)
    const field = Math.floor(tag.value / 8)
    if (field === 0) throw new RangeError('a field has number 0')
    const { start, end } = extent(message, tag.value % 8, tag.end)
    if (end > message.length) throw new RangeError('it ends within a field')
    if (tag.value % 8 === lengthDelimited) yield [field, message.subarray(start, end)]
    at = end
  }
}

const lengthDelimited = 2

/** Where the value of a field begins and ends (https://protobuf.dev/programming-guides/encoding/#structure). */
function extent(
  message: Buffer,
  wireType: number,
  at: number,
): { readonly start: number; readonly end: number } {
  switch (wireType) {
    case 0:
      return { start: at, end: varint(message, at).end }
    case 1:
      return { start: at, end: at + 8 }
    case lengthDelimited: {
      const length = varint(message, at)
      return { start: length.end, end: length.end + length.value }
    }
    case 5:
      return { start: at, end: at + 4 }
    default:
      throw new RangeError(`a field has wire type ${wireType}`)
  }
}

/** Seven bits a byte, the lowest first; what is beyond 2^53 loses digits, and no length or tag is so large. */
function varint(message: Buffer, at: number): { readonly value: number; readonly end: number } {
  let value = 0
  for (let index = 0; index < 10; index++) {
    const byte = message[at + index]
    if (byte === undefined) throw new RangeError('it ends within a number')
    value += (byte & 0x7f) * 2 ** (7 * index)
    if (byte < 0x80) return { value, end: at + index + 1 }
  }
  throw new RangeError('a number is longer than 10 bytes')
}
