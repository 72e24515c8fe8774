import { bySamples, greatest } from './by-samples.ts'
import { criteria } from './criteria.ts'

/** Nearest to the best of each criterion and farthest from the worst (TOPSIS; Hwang and Yoon, 1981). */
export const topsis = bySamples((samples) => {
  const columns = criteria.map(({ weight, of }) => {
    const values = samples.map(of)
    const length = Math.hypot(...values) || 1
    const weighted = values.map((value) => (weight * value) / length)
    return { weighted, best: Math.min(...weighted), worst: Math.max(...weighted) }
  })
  const closeness = samples.map(({ network }, row) => {
    const far = (from: 'best' | 'worst') =>
      Math.hypot(...columns.map((column) => (column.weighted[row] ?? NaN) - column[from]))
    return { network, closeness: far('worst') / (far('best') + far('worst') || 1) }
  })
  return greatest(closeness, (each) => each.closeness)
})
