import ipaddr from 'ipaddr.js'
import { parseCidr, parseSpan, type AddressSpan } from '../address-span.ts'
import { parseIpAddress } from '../ip-address.ts'
import { recordOf, textOf, textsOf } from '../plugin-conf.ts'

/** One range of whereabouts' configuration. */
export interface WhereaboutsRange {
  /** As IPPools have it: without host bits. */
  readonly cidr: string
  /** What it gives out, exclusions included. */
  readonly span: AddressSpan
  readonly excluded: readonly AddressSpan[]
}

/** The `ipam` section of a network of whereabouts, as far as addresses are counted by it. */
export interface WhereaboutsConf {
  readonly networkName: string
  readonly isSliced: boolean
  readonly ranges: readonly WhereaboutsRange[]
}

/**
 * Reads whereabouts' `ipam` section (pkg/config/config.go): `range`, `range_start`, `range_end` and `exclude`, by themselves
 * or in each of `ipRanges`, and `first-last/length` for a range with bounds. What is no range is passed over.
 */
export function parseWhereabouts(ipam: Readonly<Record<string, unknown>>): WhereaboutsConf {
  const { ipRanges, network_name: networkName, node_slice_size: sliceSize } = ipam
  const several: readonly unknown[] = Array.isArray(ipRanges) ? ipRanges : []
  return {
    networkName: textOf(networkName) ?? '',
    isSliced: textOf(sliceSize) !== undefined,
    ranges: [ipam, ...several.map(recordOf)].flatMap((range) => parseRange(range) ?? []),
  }
}

/** What an IPPool is called (`IPPoolName` in pkg/storage/kubernetes/ipam.go); `node` for one of a single node's slice. */
export function poolName(networkName: string, node: string | null, cidr: string): string {
  const range = cidr.replace(/:$/, ':0').replaceAll(/[:/]/g, '-')
  return [networkName, node ?? '', range].filter((part) => part !== '').join('-')
}

/** A CIDR as Go prints it: the network's own address in its shortest form. */
export function canonicalCidr(text: string): string | null {
  const span = parseCidr(text)
  if (span === null) return null
  const length = text.slice(text.indexOf('/') + 1)
  return `${addressText(span)}/${Number(length)}`
}

function parseRange(range: Readonly<Record<string, unknown>>): WhereaboutsRange | null {
  const { range: text, range_start: start, range_end: end, exclude } = range
  const [from, whole] = splitBounds(textOf(text) ?? '')
  const cidr = canonicalCidr(whole)
  const subnet = parseCidr(whole)
  if (cidr === null || subnet === null) return null
  const isSmall = subnet.last - subnet.first < 2n
  const usual = isSmall ? subnet : { ...subnet, first: subnet.first + 1n, last: subnet.last - 1n }
  const first = within(subnet, from ?? textOf(start)) ?? usual.first
  const last = within(subnet, from === undefined ? textOf(end) : whole.split('/')[0]) ?? usual.last
  if (first > last) return null
  const excluded = textsOf(exclude).flatMap((each) => parseSpan(each, '-') ?? [])
  return { cidr, span: { family: subnet.family, first, last }, excluded }
}

/** `10.0.0.5-10.0.0.9/24` is the range `10.0.0.9/24` from 10.0.0.5 on, up to its own address. */
function splitBounds(text: string): [string | undefined, string] {
  const [from = '', whole] = text.split('-', 2)
  return whole === undefined ? [undefined, from] : [from.trim(), whole.trim()]
}

function within({ family, first, last }: AddressSpan, text: string | undefined): bigint | undefined {
  const address = text === undefined ? null : parseIpAddress(text)
  if (address?.family !== family || address.value < first || address.value > last) return undefined
  return address.value
}

function addressText({ family, first }: AddressSpan): string {
  const bytes = Array.from({ length: family === 4 ? 4 : 16 }, (_, index, count = family === 4 ? 4 : 16) =>
    Number((first >> BigInt(8 * (count - 1 - index))) & 255n),
  )
  const address = ipaddr.fromByteArray(bytes)
  return address instanceof ipaddr.IPv6 ? address.toRFC5952String() : address.toString()
}
