import type { KpiContract } from '../../domain/kpi.ts'

/**
 * A reading's worth from 1 (at or better than the good anchor) to 0 (at or worse than the bad one). Anchored, so it
 * depends on no other candidate (multi-attribute value theory; Keeney and Raiffa, 1976).
 */
export function valueOf(contract: Pick<KpiContract, 'good' | 'bad' | 'shape'>, reading: number): number {
  const linear = clamp((contract.bad - reading) / (contract.bad - contract.good))
  return contract.shape === 'convex' ? linear * (2 - linear) : linear
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value))
}
