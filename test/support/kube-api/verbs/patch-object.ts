import { isJsonObject } from '../objects/json-object.ts'
import type { ApiObject } from '../objects/api-object.ts'
import { refusal } from '../objects/refusal.ts'
import { jsonPatch } from '../patch/json-patch.ts'
import { mergePatch } from '../patch/merge-patch.ts'
import { strategicMerge } from '../patch/strategic-merge.ts'
import { readDraft } from './read-draft.ts'
import { updateObject } from './update-object.ts'
import type { WriteParts } from './write-parts.ts'
import type { WriteRequest } from './write-request.ts'

/** The media types of patches. */
export const patchTypes = {
  json: 'application/json-patch+json',
  merge: 'application/merge-patch+json',
  strategic: 'application/strategic-merge-patch+json',
  apply: 'application/apply-patch+yaml',
} as const

/** PATCH, except server-side apply. */
export function patchObject(
  parts: WriteParts,
  request: WriteRequest,
  current: ApiObject,
  patch: unknown,
  mediaType: string,
): ApiObject {
  const patched = patchedBy(structuredClone(current), patch, mediaType, request)
  return updateObject(parts, request, current, readDraft(patched, request), 'patch')
}

function patchedBy(object: ApiObject, patch: unknown, mediaType: string, { type }: WriteRequest): unknown {
  if (mediaType === patchTypes.json) return jsonPatch(object, patch)
  if (!isJsonObject(patch))
    throw refusal.badRequest('error decoding patch: json: cannot unmarshal into a map')
  if (mediaType === patchTypes.merge) return mergePatch(object, patch)
  if (mediaType === patchTypes.strategic && !type.isCustom) return strategicMerge(object, patch)
  const allowed = Object.values(patchTypes).filter((each) => each !== patchTypes.strategic || !type.isCustom)
  throw refusal.unsupportedMediaType(mediaType, allowed)
}
