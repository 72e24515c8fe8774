import type { AddressFigures } from '../../domain/network-sample.ts'
import type { AddressCount } from './address-count.ts'

/** The address members of a sample, and how many counts were beyond what there is. */
export interface CountedFigures {
  readonly figures: AddressFigures
  /** Counts with more addresses gone than there are, or fewer than none: cut to what can be. */
  readonly outOfRange: number
}

interface Sane {
  readonly count: AddressCount
  readonly gone: bigint
  /** Null where nobody tells. */
  readonly usable: bigint | null
}

/** Fewer left than this, or than a tenth, and the IPAM is about to fetch more. */
const lowBelow = 8n

/**
 * The count that is nearest to its end, as a pod needs an address of each family, out of node and pool both. One that
 * grows is passed over when it is nearly used up and another tells where the end is: else a network would be taken for
 * full just before its IPAM fetches more. Null without any count.
 */
export function figuresOfCounts(counts: readonly AddressCount[]): CountedFigures | null {
  const sane = counts.map(saneOf)
  const ends = sane.filter(({ count }) => !count.grows)
  const eligible = ends.length === 0 ? sane : sane.filter((each) => !each.count.grows || !isLow(each))
  const [first, ...others] = eligible
  if (first === undefined) return null
  const { count, gone, usable } = others.reduce((best, each) => (isTighter(each, best) ? each : best), first)
  return {
    figures: {
      addressesUsed: asNumber(gone),
      addressesTotal: usable === null ? null : asNumber(usable),
      addressSource: count.source,
      addressScope: count.scope,
      addressesAt: count.at,
      subnets: subnetsOf(counts),
    },
    outOfRange: counts.filter(isOutOfRange).length,
  }
}

function saneOf(count: AddressCount): Sane {
  const gone = positive(positive(count.used) + positive(count.reserved))
  if (count.total === null) return { count, gone, usable: null }
  const usable = positive(positive(count.total) - positive(count.excluded))
  return { count, gone: gone < usable ? gone : usable, usable }
}

function isOutOfRange({ used, reserved, total, excluded }: AddressCount): boolean {
  if ([used, reserved, excluded, total ?? 0n].some((each) => each < 0n)) return true
  return total !== null && used + reserved > positive(total - excluded)
}

function isLow({ gone, usable }: Sane): boolean {
  if (usable === null) return false
  const left = usable - gone
  return left < lowBelow || left * 10n < usable
}

/** By shares without a division: IPv6 has no number that is precise enough. What has no end is not near it. */
function isTighter(one: Sane, other: Sane): boolean {
  if (one.usable === null) return other.usable === null && one.gone > other.gone
  if (other.usable === null) return true
  if (one.usable === 0n || other.usable === 0n) return one.usable === 0n && other.usable !== 0n
  return one.gone * other.usable > other.gone * one.usable
}

/** Those of this node if a count tells, else those of the pools. */
function subnetsOf(counts: readonly AddressCount[]): number | null {
  const told = counts.filter(({ subnets }) => subnets !== null)
  const own = told.filter(({ scope }) => scope === 'node')
  const best = own.length > 0 ? own : told
  return best.length === 0 ? null : best.reduce((sum, { subnets }) => sum + (subnets ?? 0), 0)
}

const positive = (value: bigint): bigint => (value < 0n ? 0n : value)

/** IPv6 stops at the largest whole number that every reader keeps exact. */
function asNumber(value: bigint): number {
  return value > BigInt(Number.MAX_SAFE_INTEGER) ? Number.MAX_SAFE_INTEGER : Number(value)
}
