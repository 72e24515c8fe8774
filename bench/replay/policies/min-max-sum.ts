import { bySamples, greatest, type Samples } from './by-samples.ts'
import { criteria } from './criteria.ts'

/** The weighted sum over values from the worst of the candidates (0) to the best of them (1), as schedulers normalise. */
export const minMaxSum = bySamples((samples) => {
  const worths = minMaxWorths(samples)
  return greatest(samples, ({ network }) => worths.get(network) ?? NaN)
})

function minMaxWorths(samples: Samples): ReadonlyMap<string, number> {
  const worths = new Map<string, number>()
  for (const { weight, of } of criteria) {
    const values = samples.map(of)
    const [least, most] = [Math.min(...values), Math.max(...values)]
    for (const [index, { network }] of samples.entries()) {
      const value = most === least ? 1 : (most - (values[index] ?? NaN)) / (most - least)
      worths.set(network, (worths.get(network) ?? 0) + weight * value)
    }
  }
  return worths
}
