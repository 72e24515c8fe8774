import type { Kpi } from '../../../domain/kpi.ts'
import type { Weights } from '../../../domain/profile.ts'
import type { SelectionProfileSpec } from '../../../domain/resources/selection-profile.ts'
import type { Client } from '../../api/client.ts'
import { proposeProfile } from '../../api/questionnaire.ts'
import { rankNetworks } from '../../api/what-if.ts'

/** The weights that a spec comes to, with those that answers, preset and preferences lead to. */
export async function effectiveWeights(
  client: Client,
  spec: SelectionProfileSpec,
  signal: AbortSignal,
): Promise<Weights> {
  const { answers = {}, preset, weights } = spec
  const asked = { answers, ...(preset !== undefined && { preset }), ...(weights && { weights }) }
  const { profile } = await proposeProfile(client, asked, signal)
  if (spec.preferences === undefined || weights?.fit !== undefined) return profile.weights
  const { candidates } = await rankNetworks(client, { profile: spec }, signal)
  const shares = (candidates[0]?.kpis ?? []).map(({ kpi, weight }) => [kpi, weight] as const)
  return withFit(profile.weights, new Map(shares))
}

/** Gives `fit` the share that it has in a ranking; no weight is above 10 afterwards. */
export function withFit(weights: Weights, shares: ReadonlyMap<Kpi, number>): Weights {
  const others = [...shares].filter(([kpi, share]) => kpi !== 'fit' && share > 0)
  const share = others.reduce((sum, [, each]) => sum + each, 0)
  const counting = others.reduce((sum, [kpi]) => sum + weights[kpi], 0)
  const fit = share === 0 ? weights.fit : ((shares.get('fit') ?? 0) * counting) / share
  const scale = Math.min(1, 10 / Math.max(fit, ...Object.values(weights)))
  const scaled = Object.entries({ ...weights, fit }).map(([kpi, weight]) => [kpi, rounded(weight * scale)])
  return Object.fromEntries(scaled) as Weights
}

/** As the server rounds weights. */
const rounded = (weight: number) => Math.round(weight * 1_000) / 1_000
