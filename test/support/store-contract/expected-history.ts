import { historyFigures, type HistoryPoint, type Resolution } from '../../../domain/network-history.ts'
import type { NetworkSample } from '../../../domain/network-sample.ts'

const spansMs = { raw: 1, minute: 60_000, hour: 3_600_000 }

/** The history of one network reckoned the slow way, from all samples that were ever stored, in that order. */
export function expectedHistory(samples: readonly NetworkSample[], resolution: Resolution): HistoryPoint[] {
  const kept = [...new Map(samples.map((sample) => [sample.at, sample])).values()]
  const begins = kept.map(({ at }) => at - (at % spansMs[resolution]))
  return [...new Set(begins)]
    .sort((a, b) => a - b)
    .map((at) => ({
      at,
      figures: figuresOf(kept.filter((_, index) => begins[index] === at)),
    }))
}

function figuresOf(samples: readonly NetworkSample[]): HistoryPoint['figures'] {
  const entries = historyFigures.map((figure) => {
    const values = samples.map((sample) => sample[figure]).filter((value) => value !== null)
    const ascending = values.sort((a, b) => a - b)
    const count = ascending.length
    const ranked = (share: number) => ascending[Math.ceil(share * count) - 1]
    if (count === 0) return [figure, null]
    return [figure, { min: ascending[0], max: ascending.at(-1), p50: ranked(0.5), p95: ranked(0.95), count }]
  })
  return Object.fromEntries(entries) as HistoryPoint['figures']
}
