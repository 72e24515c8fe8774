import type { PairwiseRequest } from '../../domain/pairwise.ts'
import { sharesByMost, sharesByPairs, type PairwiseShares } from './pairwise.ts'

/** A part of a request that makes no sense, by its JSON pointer. */
export interface PairwiseFault {
  readonly pointer: string
  readonly detail: string
}

/** The shares of a request, or everything that is wrong with it. */
export function sharesOf(request: PairwiseRequest): PairwiseShares | readonly PairwiseFault[] {
  const { most, times = {}, pairs } = request
  if (pairs !== undefined && most !== undefined)
    return [{ pointer: '/pairs', detail: 'Cannot take pairs beside most: leave one of them out' }]
  if (pairs !== undefined) {
    const faults = pairFaults(pairs)
    return faults.length > 0 ? faults : sharesByPairs(pairs)
  }
  if (most === undefined)
    return [{ pointer: '/most', detail: 'Cannot compare without most or pairs: give one of them' }]
  return most in times
    ? [{ pointer: `/times/${most}`, detail: `Cannot compare ${most} with itself: leave it out` }]
    : sharesByMost(most, times)
}

function pairFaults(pairs: NonNullable<PairwiseRequest['pairs']>): readonly PairwiseFault[] {
  const seen = new Set<string>()
  return pairs.flatMap(({ group, than }, index) => {
    const pointer = `/pairs/${index}`
    if (group === than) return [{ pointer, detail: `Cannot compare ${group} with itself: leave it out` }]
    const pair = [group, than].toSorted().join(' and ')
    if (seen.has(pair)) return [{ pointer, detail: `Cannot compare ${pair} twice: leave one of them out` }]
    seen.add(pair)
    return []
  })
}
