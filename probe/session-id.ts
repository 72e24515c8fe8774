import { fillRandomly } from 'sockets'

/** A new session: 48 random bits. */
export function sessionId(): number {
  const buffer = new ArrayBuffer(6)
  fillRandomly(buffer)
  const view = new DataView(buffer)
  return view.getUint16(0) * 2 ** 32 + view.getUint32(2)
}
