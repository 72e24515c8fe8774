import { PresetName } from '../../domain/preset-name.ts'
import type { Weights } from '../../domain/profile.ts'
import type { GroupShares } from '../../domain/weight-group.ts'
import data from './presets.json' with { type: 'json' }
import { weightsOfShares } from './weights-of-shares.ts'

/** What each preset gives to each group. */
export const presetShares: Readonly<Record<PresetName, GroupShares>> = data

/** The names of all presets. */
export const presetNames: readonly PresetName[] = PresetName.anyOf.map((each) => each.const)

const weights = new Map(presetNames.map((name) => [name, weightsOfShares(presetShares[name])]))

/** The weights of a preset. */
export function presetWeights(name: PresetName): Weights {
  return { ...(weights.get(name) ?? weightsOfShares(presetShares[name])) }
}
