import { isIP } from 'node:net'
import { Type, type Static } from 'typebox'
import { Compile } from 'typebox/compile'
import { ProbeAddresses, type ProbeNode } from '../domain/probe-exchange.ts'

/** What a node tells of itself, in a file or an annotation. */
export const PeerText = Type.Object({
  version: Type.Literal(1),
  node: Type.String({ minLength: 1, maxLength: 253 }),
  addresses: ProbeAddresses,
  /** Unix time in ms by the node's own clock; only where texts are left behind by nodes that are gone. */
  at: Type.Optional(Type.Integer()),
})
export type PeerText = Static<typeof PeerText>

const schema = Compile(PeerText)
/** More than any node has networks, times what one of them needs. */
const longest = 65_536
const mostNetworks = 256

/**
 * Reads what another node tells: it comes from outside, so nothing of it is taken on trust. Addresses that no other node
 * can have (loopback, multicast, link-local, none at all) are left out; null if the text as a whole makes no sense.
 */
export function parsePeer(text: string): (ProbeNode & { readonly at: number | null }) | null {
  if (text.length > longest) return null
  try {
    const value: unknown = JSON.parse(text)
    if (!schema.Check(value)) return null
    const { node, addresses, at = null } = value
    const usable = Object.entries(addresses)
      .slice(0, mostNetworks)
      .filter(([, one]) => isUnicast(one))
    return { node, addresses: Object.fromEntries(usable), at }
  } catch {
    return null
  }
}

/** What a node tells of itself. */
export const printPeer = (peer: Omit<PeerText, 'version'>): string => JSON.stringify({ version: 1, ...peer })

function isUnicast(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !/^(0|127|22[4-9]|2[3-5]\d)\.|^169\.254\./.test(address)
    case 6:
      return !/^(::1?$|::ffff:|ff|fe[89ab])|%/i.test(address)
    default:
      return false
  }
}
