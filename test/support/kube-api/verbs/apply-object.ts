import { isJsonObject } from '../objects/json-object.ts'
import type { ApiObject } from '../objects/api-object.ts'
import { refusal } from '../objects/refusal.ts'
import { mergePatch } from '../patch/merge-patch.ts'
import { createObject } from './create-object.ts'
import { readDraft } from './read-draft.ts'
import { updateObject } from './update-object.ts'
import type { WriteParts } from './write-parts.ts'
import type { WriteRequest } from './write-request.ts'

/** Server-side apply. */
export function applyObject(
  parts: WriteParts,
  request: WriteRequest,
  current: ApiObject | undefined,
  body: unknown,
  query: URLSearchParams,
): { object: ApiObject; isNew: boolean } {
  if (!query.has('fieldManager'))
    throw refusal.badRequest(
      'PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch',
    )
  if (!isJsonObject(body)) throw refusal.badRequest('error decoding YAML: it is no object')
  if (current === undefined) return { object: createObject(parts, request, body), isNew: true }
  const draft = readDraft(mergePatch(current, body), request)
  return { object: updateObject(parts, request, current, draft, 'apply'), isNew: false }
}
