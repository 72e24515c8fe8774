import type { AddressFigures } from '../../domain/network-sample.ts'
import { addUp, type Dropped } from '../sources/dropped.ts'
import type { SourceAnswer } from '../sources/figure-source.ts'
import type { AddressCount } from './address-count.ts'
import { figuresOfCounts } from './figures-of-counts.ts'

/** What a source answers of its counts by network; one without any is left out. */
export function sourceAnswerOf(
  counts: ReadonlyMap<string, readonly AddressCount[]>,
  dropped: Dropped = {},
): SourceAnswer {
  const figures = new Map<string, AddressFigures>()
  let outOfRange = 0
  for (const [network, known] of counts) {
    const counted = figuresOfCounts(known)
    if (counted === null) continue
    figures.set(network, counted.figures)
    outOfRange += counted.outOfRange
  }
  return { figures, dropped: addUp(dropped, { 'out-of-range': outOfRange }) }
}
