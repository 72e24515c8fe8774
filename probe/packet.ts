/**
 * What `genie-probe` says over UDP. A session is 48 random bits that the asking side has chosen: whoever does not see
 * the packets cannot answer, or add to an audit, in its name.
 */
export type Packet =
  | { readonly kind: 'echo'; readonly session: number; readonly sequence: number }
  | {
      readonly kind: 'echoed'
      readonly session: number
      readonly sequence: number
      /** How long the peer's processor was busy otherwise, which is not the network's fault; in steps of 10. */
      readonly heldUs: number
    }
  /** Opens an audit's session, or asks how much of it has come. */
  | { readonly kind: 'ask' | 'data'; readonly session: number }
  | AuditCount

/** How much of an audit has come to the peer. */
export interface AuditCount {
  readonly kind: 'counted'
  readonly session: number
  readonly packets: number
  /** From the first of them to the last. */
  readonly receivedUs: number
}

/** What an audit sends, headers not counted. */
export const auditBytes = 1200

/** "G" and the version of this layout */
const magic = 0x4701
const heldStepUs = 10
const kinds = ['echo', 'echoed', 'ask', 'counted', 'data'] as const
/** Answers are as long as what they answer, so that nobody gains by asking in another's name. */
const lengths = { echo: 12, echoed: 12, ask: 20, counted: 20, data: auditBytes } as const

/**
 * Layout, big-endian: magic (2 bytes), kind (1), sequence (1), session (6), time held (2); of `counted` then packets (4)
 * and microseconds (4); zeros up to the kind's length.
 */
export function writePacket(packet: Packet): ArrayBuffer {
  const buffer = new ArrayBuffer(lengths[packet.kind])
  const view = new DataView(buffer)
  view.setUint16(0, magic)
  view.setUint8(2, kinds.indexOf(packet.kind))
  view.setUint16(4, Math.floor(packet.session / 2 ** 32))
  view.setUint32(6, packet.session % 2 ** 32)
  if (packet.kind === 'echo' || packet.kind === 'echoed') view.setUint8(3, packet.sequence)
  if (packet.kind === 'echoed')
    view.setUint16(10, Math.min(Math.floor(packet.heldUs / heldStepUs), 2 ** 16 - 1))
  if (packet.kind === 'counted') {
    view.setUint32(12, packet.packets)
    view.setUint32(16, Math.min(packet.receivedUs, 2 ** 32 - 1))
  }
  return buffer
}

/** A datagram of so many bytes, of which the buffer holds as many as fit; undefined if it is none of ours. */
export function readPacket(view: DataView, lengthBytes: number): Packet | undefined {
  if (lengthBytes < lengths.echo || lengthBytes > view.byteLength || view.getUint16(0) !== magic)
    return undefined
  const kind = kinds[view.getUint8(2)]
  if (kind === undefined || lengthBytes !== lengths[kind]) return undefined
  const session = view.getUint16(4) * 2 ** 32 + view.getUint32(6)
  const sequence = view.getUint8(3)
  if (kind === 'echo') return { kind, session, sequence }
  if (kind === 'echoed') return { kind, session, sequence, heldUs: view.getUint16(10) * heldStepUs }
  if (kind === 'counted')
    return { kind, session, packets: view.getUint32(12), receivedUs: view.getUint32(16) }
  return { kind, session }
}
