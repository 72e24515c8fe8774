import { parseIpAddress, type IpAddress } from './ip-address.ts'

/** Addresses from `first` to `last`, both included. */
export interface AddressSpan {
  readonly family: 4 | 6
  readonly first: bigint
  readonly last: bigint
}

/** All addresses of a CIDR, whatever its host bits are; null for anything else. */
export function parseCidr(text: string): AddressSpan | null {
  const [base = '', prefix = '', ...more] = text.split('/')
  const address = parseIpAddress(base)
  if (address === null || more.length > 0 || !/^\d{1,3}$/.test(prefix)) return null
  const bits = (address.family === 4 ? 32 : 128) - Number(prefix)
  if (bits < 0) return null
  const size = 1n << BigInt(bits)
  const first = address.value - (address.value % size)
  return { family: address.family, first, last: first + size - 1n }
}

/** A CIDR, one address, or two with `between` in the middle, such as `10.0.0.1-10.0.0.9`; null for anything else. */
export function parseSpan(text: string, between: string): AddressSpan | null {
  if (text.includes('/')) return parseCidr(text)
  const [from = '', to = from, ...more] = text.split(between)
  const first = parseIpAddress(from.trim())
  const last = parseIpAddress(to.trim())
  if (first === null || last?.family !== first.family || more.length > 0) return null
  return first.value > last.value ? null : { family: first.family, first: first.value, last: last.value }
}

/** The same addresses in as few spans as there can be, in order: what overlaps is there once. */
export function mergeSpans(spans: readonly AddressSpan[]): AddressSpan[] {
  const merged: AddressSpan[] = []
  const byPlace = (a: AddressSpan, b: AddressSpan) => a.family - b.family || (a.first < b.first ? -1 : 1)
  for (const span of spans.toSorted(byPlace)) {
    const before = merged.at(-1)
    if (before?.family === span.family && span.first <= before.last + 1n)
      merged[merged.length - 1] = { ...before, last: before.last > span.last ? before.last : span.last }
    else merged.push(span)
  }
  return merged
}

/** How many addresses lie in at least one of them. */
export function sizeOf(spans: readonly AddressSpan[]): bigint {
  return mergeSpans(spans).reduce((sum, { first, last }) => sum + last - first + 1n, 0n)
}

/** What lies in both. */
export function common(some: readonly AddressSpan[], others: readonly AddressSpan[]): AddressSpan[] {
  const both = mergeSpans(some).flatMap((one) =>
    mergeSpans(others)
      .filter(({ family }) => family === one.family)
      .map(({ first, last }) => ({
        family: one.family,
        first: first > one.first ? first : one.first,
        last: last < one.last ? last : one.last,
      })),
  )
  return both.filter(({ first, last }) => first <= last)
}

/** Whether an address of one is in one of the others. */
export function overlaps(one: AddressSpan, others: readonly AddressSpan[]): boolean {
  return others.some(
    ({ family, first, last }) => family === one.family && first <= one.last && one.first <= last,
  )
}

/** Whether an address lies in one of them. */
export function holds(spans: readonly AddressSpan[], { family, value }: IpAddress): boolean {
  return spans.some((span) => span.family === family && span.first <= value && value <= span.last)
}

/**
 * The addresses at the ends of a subnet that hosts do not get: the network's own, and in IPv4 the broadcast address. A
 * subnet of one or two has none of them (RFC 3021, RFC 6164).
 */
export function endsOf({ family, first, last }: AddressSpan): AddressSpan[] {
  if (last - first < 2n) return []
  const network = { family, first, last: first }
  return family === 6 ? [network] : [network, { family, first: last, last }]
}
