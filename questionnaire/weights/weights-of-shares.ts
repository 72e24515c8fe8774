import { kpis } from '../../domain/kpi.ts'
import type { Weights } from '../../domain/profile.ts'
import { weightGroups, type GroupShares } from '../../domain/weight-group.ts'
import { groupKpis } from './group-kpis.ts'

/** Weights that add up to 10 and give each group its share; those of one group keep their proportions. */
export function weightsOfShares(shares: GroupShares): Weights {
  const weights = Object.fromEntries(kpis.map((kpi) => [kpi, 0])) as Weights
  for (const group of weightGroups)
    for (const kpi of kpis) weights[kpi] += rounded(10 * shares[group] * (groupKpis[group][kpi] ?? 0))
  return weights
}

/** To what a slider could be set to. */
const rounded = (weight: number) => Math.round(weight * 1_000) / 1_000
