import type { AddressFigures } from '../../domain/network-sample.ts'
import type { SourceAnswer } from '../sources/figure-source.ts'
import type { FaultReason } from '../sources/source-fault.ts'
import type { AddressCount } from './address-count.ts'
import { figuresOfCounts } from './figures-of-counts.ts'

/** What a source answers of its counts by network; one without any is left out. */
export function sourceAnswerOf(
  counts: ReadonlyMap<string, readonly AddressCount[]>,
  dropped: Readonly<Partial<Record<FaultReason, number>>> = {},
): SourceAnswer {
  const figures = new Map<string, AddressFigures>()
  let outOfRange = dropped['out-of-range'] ?? 0
  for (const [network, known] of counts) {
    const counted = figuresOfCounts(known)
    if (counted === null) continue
    figures.set(network, counted.figures)
    outOfRange += counted.outOfRange
  }
  return { figures, dropped: outOfRange === 0 ? dropped : { ...dropped, 'out-of-range': outOfRange } }
}
