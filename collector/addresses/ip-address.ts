import ipaddr from 'ipaddr.js'

/** An address as a number, so that ranges can be counted. */
export interface IpAddress {
  readonly family: 4 | 6
  readonly value: bigint
}

/** Reads an address in the usual notations; null for anything else, such as `127.1`, which C would take. */
export function parseIpAddress(text: string): IpAddress | null {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return { family: 4, value: valueOf(ipaddr.IPv4.parse(text)) }
  if (!text.includes('%') && ipaddr.IPv6.isValid(text))
    return { family: 6, value: valueOf(ipaddr.IPv6.parse(text)) }
  return null
}

function valueOf(address: ipaddr.IPv4 | ipaddr.IPv6): bigint {
  return address.toByteArray().reduce((value, byte) => value * 256n + BigInt(byte), 0n)
}
