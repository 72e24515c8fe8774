import type { FigureSource, SourceAnswer, SourceView } from '../sources/figure-source.ts'
import { plainCount } from './address-count.ts'
import { attachedTo } from './attached-to.ts'
import { sourceAnswerOf } from './source-answer-of.ts'

/**
 * Where nobody else counts: the attachments of this node, as each has an address. How many there are in all nobody
 * tells, so no network is full by it.
 */
export const attachmentsSource: FigureSource = {
  name: 'attachments',
  kind: 'addresses',
  limitMs: 1_000,
  isAtHand: true,
  read({ at, networks }: SourceView): Promise<SourceAnswer> {
    const counts = networks.map((network) => {
      const used = attachedTo([network])
      const count = { scope: 'node' as const, family: 4 as const, used, total: null }
      return [network.name, [{ ...plainCount, ...count, at, source: 'attachments' }]] as const
    })
    return Promise.resolve(sourceAnswerOf(new Map(counts)))
  },
}
