/** A length-delimited field of a protobuf message: a text, or a message as its fields. */
export function protobufField(number: number, ...parts: readonly (Buffer | string)[]): Buffer {
  const value = Buffer.concat(parts.map((part) => Buffer.from(part)))
  return Buffer.concat([varint(number * 8 + 2), varint(value.length), value])
}

/** A field that is a number, a truth or a word of an enumeration. */
export const protobufNumber = (number: number, value: number): Buffer =>
  Buffer.concat([varint(number * 8), varint(value)])

function varint(value: number): Buffer {
  const bytes: number[] = []
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Buffer.from([...bytes, rest])
    bytes.push((rest % 128) + 128)
  }
}
