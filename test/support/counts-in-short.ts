import type { AddressCount } from '../../collector/addresses/address-count.ts'

/** Each count in a line: scope, family, used of usable, subnets, and whether it grows. */
export function inShort(counts: readonly AddressCount[] | null): readonly string[] | null {
  if (counts === null) return null
  return counts.map(({ scope, family, used, reserved, total, excluded, subnets, grows }) => {
    const usable = total === null ? '?' : total - excluded
    return `${scope} v${family} ${used + reserved}/${usable} in ${subnets ?? '?'}${grows ? ' grows' : ''}`
  })
}
