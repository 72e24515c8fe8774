import type { Weights } from '../../../domain/profile.ts'
import type { SelectionProfileSpec } from '../../../domain/resources/selection-profile.ts'
import type { IntentOrigin } from '../../../domain/stored-intent.ts'
import { faultOf } from '../../api/api-fault.ts'
import type { Client } from '../../api/client.ts'
import { readProfile, type ProfileRef } from '../../api/profiles.ts'
import type { BaseProfile, EditDraft } from './edit-draft.ts'
import { effectiveWeights } from './effective-weights.ts'

/** All that is known when an edit begins, or goes on from a draft. */
export interface EditStart {
  /** Null for the built-in profile. */
  readonly ref: ProfileRef | null
  readonly origin: IntentOrigin | 'built-in'
  readonly base: BaseProfile
  readonly baseWeights: Weights
  /** The spec that the sliders change, and what it comes to: the base, unless more than weights was changed. */
  readonly from: SelectionProfileSpec
  readonly fromWeights: Weights
  /** Where the sliders stand. */
  readonly weights: Weights
  /** What is there by now if it is not what the draft began from; `removed` if nothing is. */
  readonly theirs?: BaseProfile | 'removed'
}

/** Whether it can be written back to where it came from. */
export const isWritable = ({ origin }: Pick<EditStart, 'origin'>): boolean =>
  origin === 'api' || origin === 'cluster'

const builtIn = { origin: 'built-in', base: { spec: {}, version: 0, tag: null } } as const

/** Reads a profile and what it comes to, and lays a draft over it. @throws {ApiFault} 404 if there is neither */
export async function beginEdit(
  client: Client,
  ref: ProfileRef | null,
  draft: EditDraft | undefined,
  signal: AbortSignal,
): Promise<EditStart> {
  const { origin, base: there } = ref === null ? builtIn : await readBase(client, ref, draft, signal)
  const begun = draft?.base ?? there
  if (begun === undefined) throw new Error('Cannot edit a profile that is not there')
  const theirs = there === undefined ? 'removed' : there.tag === begun.tag ? undefined : there
  const baseWeights = await effectiveWeights(client, begun.spec, signal)
  const weights = draft ? await effectiveWeights(client, draft.mine, signal) : baseWeights
  const isMoreChanged = draft && withoutWeights(draft.mine) !== withoutWeights(begun.spec)
  const [from, fromWeights] = isMoreChanged ? [draft.mine, weights] : [begun.spec, baseWeights]
  const start = { ref, origin, base: begun, baseWeights, from, fromWeights, weights }
  return theirs === undefined ? start : { ...start, theirs }
}

async function readBase(
  client: Client,
  ref: ProfileRef,
  draft: EditDraft | undefined,
  signal: AbortSignal,
): Promise<{ readonly origin: IntentOrigin; readonly base: BaseProfile | undefined }> {
  try {
    const { profile, tag } = await readProfile(client, ref, signal)
    return { origin: profile.origin, base: { spec: profile.spec, version: profile.version, tag } }
  } catch (error) {
    if (draft === undefined || !faultOf(error).isMissing) throw error
    return { origin: 'api', base: undefined }
  }
}

const withoutWeights = ({ weights: _, ...others }: SelectionProfileSpec) => JSON.stringify(others)
