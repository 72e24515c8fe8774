import { aligned } from './netlink-attributes.ts'

/** A message of netlink(7), in the machine's own byte order. */
export interface NetlinkMessage {
  readonly type: number
  readonly flags: number
  /** What stands behind the header: a structure that the type tells, then attributes. */
  readonly body: Uint8Array
}

const headerLength = 16

/** The message as the kernel takes it, whose answer bears the same sequence number. */
export function encodeMessage({ type, flags, body }: NetlinkMessage, sequence: number): ArrayBuffer {
  const bytes = new Uint8Array(headerLength + body.length)
  new Uint32Array(bytes.buffer, 0, 4).set([bytes.length, 0, sequence, 0])
  new Uint16Array(bytes.buffer, 4, 2).set([type, flags])
  bytes.set(body, headerLength)
  return bytes.buffer
}

/** The messages of an answer; what is cut off at its end is left out. */
export function decodeMessages(answer: ArrayBuffer): NetlinkMessage[] {
  const messages: NetlinkMessage[] = []
  for (let at = 0; at + headerLength <= answer.byteLength;) {
    const header = answer.slice(at, at + headerLength)
    const [length = 0] = new Uint32Array(header)
    const [, , type = 0, flags = 0] = new Uint16Array(header)
    if (length < headerLength || at + length > answer.byteLength) break
    messages.push({ type, flags, body: new Uint8Array(answer.slice(at + headerLength, at + length)) })
    at += aligned(length)
  }
  return messages
}
