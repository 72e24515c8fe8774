import type { Weights } from '../../../domain/profile.ts'
import { shareOfWeight } from '../sliders/share-of-weight.ts'

/** Weights that leave `fit` out, as presets and comparisons do, with the share that preferences have given it before. */
export function keepFit(taken: Weights, before: Weights): Weights {
  const share = shareOfWeight(before, 'fit')
  if (taken.fit > 0 || share === 0 || share === 1) return taken
  const total = Object.values(taken).reduce((sum, each) => sum + each, 0)
  const fit = Math.min(10, (share / (1 - share)) * total)
  return { ...taken, fit: Math.round(fit * 1_000) / 1_000 }
}

/** Whether weights are those, whatever `fit` weighs. */
export const areBut = (weights: Weights, taken: Weights): boolean =>
  JSON.stringify({ ...weights, fit: 0 }) === JSON.stringify({ ...taken, fit: 0 })
