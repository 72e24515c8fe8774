import { kpis, type Kpi } from '../../domain/kpi.ts'
import { defaultProfile, type Weights } from '../../domain/profile.ts'
import type { SelectionProfileSpec } from '../../domain/resources/selection-profile.ts'
import { presetWeights } from '../weights/presets.ts'
import { shareOf, withShare } from '../weights/with-share.ts'
import type { Effect } from './effect.ts'

/** What preferences weigh together, where nobody says what `fit` weighs. */
const fitShare = 0.2

/** The weights that a spec and what its answers mean lead to. */
export function weightsOf(spec: SelectionProfileSpec, effects: readonly Effect[]): Weights {
  const preset = spec.preset ?? effects.find((each) => each.preset)?.preset
  const base = preset === undefined ? { ...defaultProfile.weights } : presetWeights(preset)
  const answered = effects.reduce(withEffect, base)
  const weights = { ...answered, ...spec.weights }
  const prefers =
    spec.preferences !== undefined || effects.some(({ preferences }) => preferences !== undefined)
  return prefers && spec.weights?.fit === undefined ? withShare(weights, { fit: 1 }, fitShare) : weights
}

function withEffect(weights: Weights, { share }: Effect): Weights {
  if (share === undefined) return weights
  const members: readonly Kpi[] = kpis.filter((kpi) => share.of[kpi] !== undefined)
  return share.atLeast && shareOf(weights, members) >= share.is
    ? weights
    : withShare(weights, share.of, share.is)
}
