import {
  defaultProfile,
  type Constraints,
  type Profile,
  type Sla,
  type Switching,
} from '../domain/profile.ts'
import type { SelectionProfileSpec } from '../domain/resources/selection-profile.ts'
import type { Effect } from './answers/effect.ts'
import { effectsOf } from './answers/effects-of.ts'
import { weightsOf } from './answers/weights-of.ts'

/** What the spec of a SelectionProfile comes to. */
export type ProfileParts = Omit<Profile, 'name' | 'version'> & { readonly switching?: Switching }

/**
 * Members that are written out, before what answers lead to, before the preset, before the built-in weights. Of
 * `constraints`, `sla`, `weights`, `preferences` and `switching` each member counts for itself; capabilities that both
 * members and answers ask for are all asked for.
 */
export function profileParts(spec: SelectionProfileSpec): ProfileParts {
  if (spec.answers === undefined && spec.preset === undefined && spec.preferences === undefined)
    return partsOf(spec, [], { ...defaultProfile.weights, ...spec.weights })
  const effects = [...effectsOf(spec.answers ?? {}).values()]
  return partsOf(spec, effects, weightsOf(spec, effects))
}

function partsOf(
  spec: SelectionProfileSpec,
  effects: readonly Effect[],
  weights: Profile['weights'],
): ProfileParts {
  const constraints = constraintsOf(spec.constraints, effects)
  const sla = slaOf(spec.sla, effects)
  const preferences = { ...merged(effects.map((each) => each.preferences)), ...spec.preferences }
  const demand =
    spec.demandBitsPerSecond ?? effects.find((each) => each.demandBitsPerSecond)?.demandBitsPerSecond
  const switching = merged([...effects.map((each) => each.switching), spec.switching])
  return {
    weights,
    ...(constraints !== undefined && { constraints }),
    ...(sla !== undefined && { sla }),
    ...(Object.keys(preferences).length > 0 && { preferences }),
    ...(demand !== undefined && { demandBitsPerSecond: demand }),
    ...(Object.keys(switching).length > 0 && { switching }),
  }
}

function constraintsOf(own: Constraints | undefined, effects: readonly Effect[]): Constraints | undefined {
  const all = [...effects.map((each) => each.constraints), own].filter((each) => each !== undefined)
  if (all.length === 0) return undefined
  const capabilities = [...new Set(all.flatMap((each) => each.capabilities ?? []))]
  const constraints = { ...merged(all), ...(capabilities.length > 0 && { capabilities }) }
  return own === undefined && Object.keys(constraints).length === 0 ? undefined : constraints
}

/**
 * Strictness is one for all limits: where one answer is a must, limits that are only goals are left out, as they would
 * turn into musts.
 */
function slaOf(own: Sla | undefined, effects: readonly Effect[]): Sla | undefined {
  const limiting = effects.filter((each) => each.limits !== undefined)
  if (limiting.length === 0) return own
  const musts = limiting.filter((each) => each.strictness === 'must')
  const counting = musts.length > 0 ? musts : limiting
  const mode = musts.length > 0 ? 'strict' : 'fallbackBestPath'
  return { mode, ...merged(counting.map((each) => each.limits)), ...own }
}

/** Later parts win, member by member. */
const merged = <Part extends object>(parts: readonly (Part | undefined)[]): Part =>
  Object.assign({}, ...parts) as Part
