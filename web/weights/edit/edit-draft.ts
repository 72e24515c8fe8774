import type { SelectionProfileSpec } from '../../../domain/resources/selection-profile.ts'

/** What an edit began from. */
export interface BaseProfile {
  readonly spec: SelectionProfileSpec
  readonly version: number
  /** What a write of it shows; null of the built-in profile. */
  readonly tag: string | null
}

/** An edit that is not saved, as the browser keeps it: with what it began from, so that others' edits are noticed. */
export interface EditDraft {
  readonly base: BaseProfile
  readonly mine: SelectionProfileSpec
}

/** Takes what was kept if it has the shape of a draft. */
export function readEditDraft(kept: unknown): EditDraft | undefined {
  if (!isObject(kept) || !isObject(kept['base']) || !isObject(kept['mine'])) return undefined
  const { spec, version, tag } = kept['base']
  if (!isObject(spec) || typeof version !== 'number' || (tag !== null && typeof tag !== 'string'))
    return undefined
  return { base: { spec, version, tag }, mine: kept['mine'] }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
