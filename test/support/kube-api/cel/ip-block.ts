import { isIPv4, isIPv6 } from 'node:net'

/** An address as a number. */
export interface IpAddress {
  readonly family: 4 | 6
  readonly value: bigint
}

const bitsOf = (family: 4 | 6) => (family === 4 ? 32 : 128)

/** Reads an address as Kubernetes' CEL library does: no zones, no IPv4 within IPv6, no leading zeros; else null. */
export function readIp(text: string): IpAddress | null {
  if (isIPv4(text)) return { family: 4, value: valueOf(text.split('.').map(Number), 8n) }
  if (!isIPv6(text) || text.includes('%') || text.includes('.')) return null
  const [head = '', tail] = text.split('::')
  const groups = (part: string) =>
    part === '' ? [] : part.split(':').map((each) => Number.parseInt(each, 16))
  const [before, after] = [groups(head), groups(tail ?? '')]
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length
  const value = valueOf([...before, ...Array.from({ length: zeros }, () => 0), ...after], 16n)
  return value >> 32n === 0xffffn ? null : { family: 6, value }
}

const valueOf = (parts: readonly number[], bits: bigint) =>
  parts.reduce((sum, part) => (sum << bits) + BigInt(part), 0n)

/** An address as a text in its shortest form. */
export function showIp({ family, value }: IpAddress): string {
  if (family === 4) return [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 255n).join('.')
  const groups = Array.from({ length: 8 }, (_, index) =>
    ((value >> BigInt(112 - 16 * index)) & 0xffffn).toString(16),
  )
  const text = new URL(`http://[${groups.join(':')}]`).hostname
  return text.slice(1, -1)
}

/** A block of addresses; the address may have host bits. */
export class IpBlock {
  readonly address: IpAddress
  readonly prefix: number

  constructor(address: IpAddress, prefix: number) {
    this.address = address
    this.prefix = prefix
  }

  get masked(): IpBlock {
    const rest = BigInt(bitsOf(this.address.family) - this.prefix)
    const value = (this.address.value >> rest) << rest
    return new IpBlock({ ...this.address, value }, this.prefix)
  }

  contains(other: IpAddress, prefix = bitsOf(other.family)): boolean {
    if (other.family !== this.address.family || prefix < this.prefix) return false
    const rest = BigInt(bitsOf(other.family) - this.prefix)
    return other.value >> rest === this.address.value >> rest
  }

  toString(): string {
    return `${showIp(this.address)}/${this.prefix}`
  }
}

/** Reads `10.0.0.0/8`; null if it is no block. */
export function readCidr(text: string): IpBlock | null {
  const [, ip = '', bits = ''] = /^([^/]+)\/(0|[1-9]\d{0,2})$/.exec(text) ?? []
  const address = readIp(ip)
  const prefix = Number(bits)
  if (address === null || prefix > bitsOf(address.family)) return null
  return new IpBlock(address, prefix)
}

/** Whether a text is a block of addresses. */
export const isCidr = (text: string): boolean => readCidr(text) !== null
