import { kpis, type Kpi } from '../../domain/kpi.ts'
import type { Weights } from '../../domain/profile.ts'

/** How much of all that weights weigh these KPIs have, from 0 to 1. */
export function shareOf(weights: Weights, of: readonly Kpi[]): number {
  const total = sum(weights, kpis)
  return total === 0 ? 0 : sum(weights, of) / total
}

/**
 * Weights of which these KPIs have that share (less than 1); what they have among each other stays, or is `split` where
 * they had nothing, and all others keep their proportions. None is above 10 afterwards.
 */
export function withShare(
  weights: Weights,
  split: Readonly<Partial<Record<Kpi, number>>>,
  share: number,
): Weights {
  const members = kpis.filter((kpi) => split[kpi] !== undefined)
  const others = kpis.filter((kpi) => split[kpi] === undefined)
  const rest = sum(weights, others)
  const own = sum(weights, members)
  const wanted = rest === 0 ? own || 1 : (share / (1 - share)) * rest
  const changed = { ...weights }
  for (const kpi of members) changed[kpi] = wanted * (own > 0 ? weights[kpi] / own : (split[kpi] ?? 0))
  return within(changed)
}

/** Sliders end at 10, and only proportions count. */
function within(weights: Weights): Weights {
  const most = Math.max(10, ...Object.values(weights))
  return Object.fromEntries(
    kpis.map((kpi) => [kpi, Math.round((weights[kpi] * 10_000) / most) / 1_000]),
  ) as Weights
}

const sum = (weights: Weights, of: readonly Kpi[]) => of.reduce((total, kpi) => total + weights[kpi], 0)
