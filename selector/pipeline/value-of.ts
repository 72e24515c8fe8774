import type { KpiContract } from '../../domain/kpi.ts'

/**
 * A reading's worth from 1 (at or better than the good anchor) to 0 (at or worse than the bad one). Anchored, so it
 * depends on no other candidate (multi-attribute value theory; Keeney and Raiffa, 1976).
 */
export function valueOf(contract: Pick<KpiContract, 'good' | 'bad' | 'shape'>, reading: number): number {
  const { good, bad, shape } = contract
  if (shape === 'log') return clamp(share(Math.log(good), Math.log(bad), Math.log(Math.max(0, reading))))
  const linear = clamp(share(good, bad, reading))
  return shape === 'convex' ? linear * (2 - linear) : linear
}

/** How far a reading is from `bad` towards `good`; more than 1 beyond it. */
function share(good: number, bad: number, reading: number): number {
  return (bad - reading) / (bad - good)
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value))
}
