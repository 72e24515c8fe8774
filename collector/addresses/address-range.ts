import Type, { type Static } from 'typebox'
import { parseIpAddress, type IpAddress } from './ip-address.ts'

/** One range of host-local's configuration. */
export const RangeConf = Type.Object({
  subnet: Type.String(),
  rangeStart: Type.Optional(Type.String()),
  rangeEnd: Type.Optional(Type.String()),
  gateway: Type.Optional(Type.String()),
})
export type RangeConf = Static<typeof RangeConf>

/** Addresses from `first` to `last`, but for the gateway if it is among them. */
export interface AddressRange {
  readonly family: 4 | 6
  readonly first: bigint
  readonly last: bigint
  readonly gateway: bigint
}

/**
 * The addresses that host-local would give out of a range: by default all but the network's own and, in IPv4, the
 * broadcast address; never the gateway, which is the subnet's first address unless it is told.
 * @throws {Error} where host-local would refuse it too
 */
export function parseRange(conf: RangeConf): AddressRange {
  const [base = '', prefixText = ''] = conf.subnet.split('/')
  const { family, value } = addressIn(conf, base)
  const bits = family === 4 ? 32 : 128
  const prefix = /^\d{1,3}$/.test(prefixText) ? Number(prefixText) : Number.NaN
  if (!(prefix <= bits - 2)) throw refusal(conf, `needs a prefix length of at most ${bits - 2}`)
  const size = 1n << BigInt(bits - prefix)
  const network = value - (value % size)
  const within = (text: string | undefined, fallback: bigint): bigint => {
    if (text === undefined) return fallback
    const address = addressIn(conf, text)
    if (address.family !== family || address.value < network || address.value >= network + size)
      throw refusal(conf, `does not hold ${text}`)
    return address.value
  }
  const first = within(conf.rangeStart, network + 1n)
  const last = within(conf.rangeEnd, network + size - (family === 4 ? 2n : 1n))
  if (first > last) throw refusal(conf, 'ends before it starts')
  return { family, first, last, gateway: gatewayOf(conf) ?? network + 1n }
}

/** How many addresses a range can give out. */
export function usableAddresses({ first, last, gateway }: AddressRange): bigint {
  return last - first + 1n - (gateway >= first && gateway <= last ? 1n : 0n)
}

/** Whether an address is one of a range. */
export function isInRange(range: AddressRange, { family, value }: IpAddress): boolean {
  return family === range.family && value >= range.first && value <= range.last
}

function gatewayOf(conf: RangeConf): bigint | undefined {
  return conf.gateway === undefined ? undefined : addressIn(conf, conf.gateway).value
}

function addressIn(conf: RangeConf, text: string): IpAddress {
  const address = parseIpAddress(text)
  if (address === null) throw refusal(conf, `names ${text}, which is no address`)
  return address
}

function refusal({ subnet }: RangeConf, fault: string): Error {
  return new Error(
    `Cannot count the addresses of ${subnet} as it ${fault}: correct the network's ipam section`,
  )
}
