import { BlockList, isIP } from 'node:net'
import { refused } from '../../pod-networks/refused.ts'

/** A subnet as it is written, taken apart. */
export interface Subnet {
  readonly address: string
  readonly prefixLength: number
  readonly family: 'ipv4' | 'ipv6'
}

/** Reads `address/prefix`. `of` names what it belongs to. Throws code 7. */
export function parseSubnet(text: string, of: string): Subnet {
  const [address = '', prefix = '', ...rest] = text.split('/')
  const version = isIP(address)
  const prefixLength = /^\d{1,3}$/.test(prefix) ? Number(prefix) : NaN
  if (version === 0 || rest.length > 0 || !(prefixLength <= (version === 4 ? 32 : 128)))
    throw refused(`Cannot use subnet "${text}" of ${of}: write it as address/prefix, such as 10.32.0.0/24`)
  return { address, prefixLength, family: version === 4 ? 'ipv4' : 'ipv6' }
}

/** Whether all of `inner` is in `outer`. */
export function contains(outer: Subnet, inner: Subnet): boolean {
  if (outer.family !== inner.family || inner.prefixLength < outer.prefixLength) return false
  const list = new BlockList()
  list.addSubnet(outer.address, outer.prefixLength, outer.family)
  return list.check(inner.address, inner.family)
}
