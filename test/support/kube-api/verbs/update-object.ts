import { isDeepStrictEqual } from 'node:util'
import { textAt } from '../objects/json-object.ts'
import type { ApiObject, ObjectDraft } from '../objects/api-object.ts'
import { fieldError, type FieldError } from '../objects/field-error.ts'
import { metadataErrors } from '../objects/metadata-rules.ts'
import { refusal } from '../objects/refusal.ts'
import { checkSize } from './check-size.ts'
import { mergedWithCurrent } from './merged-with-current.ts'
import { ownChanged } from './own-fields.ts'
import { shownAs, storedFrom } from './shown-version.ts'
import type { WriteParts } from './write-parts.ts'
import { contextOf, type WriteRequest } from './write-request.ts'

/** How a draft came to be: the rules for uid and resourceVersion differ. */
export type UpdateKind = 'put' | 'patch' | 'apply'

/** Replaces an object by a draft, as far as the request may, and gives back what is stored then. */
export function updateObject(
  parts: WriteParts,
  request: WriteRequest,
  current: ApiObject,
  draft: ObjectDraft,
  kind: UpdateKind,
): ApiObject {
  const { state } = parts
  const { type } = request
  const now = state.now()
  checkIdentity(draft, current, request, kind)
  const merged = mergedWithCurrent(draft, current, request, now)
  const object = kind === 'apply' ? merged : ownChanged(current, merged, request, now)
  const errors = [
    ...metadataErrors(object.metadata, type),
    ...lateFinalizers(object, current),
    ...(type.validate?.(object, current, contextOf(request, 'UPDATE', now)) ?? []),
  ]
  if (errors.length > 0) throw refusal.invalid(type, object.metadata.name, errors)
  parts.admit({ request, operation: 'UPDATE', object, oldObject: current })
  checkSize(object)
  if (request.isDryRun || isSame(object, current)) return request.isDryRun ? object : current
  return shownAs(type, storeOrEnd(parts, request, storedFrom(type, object)))
}

/** An object that is deleted goes with its last finalizer. */
function storeOrEnd({ state }: WriteParts, { type }: WriteRequest, object: ApiObject): ApiObject {
  const { deletionTimestamp, deletionGracePeriodSeconds = 0, finalizers = [] } = object.metadata
  const isOver = deletionTimestamp !== undefined && finalizers.length === 0
  const waits = deletionGracePeriodSeconds > 0 || type.storageKey === '/namespaces'
  if (isOver && !waits) return state.store.remove(type.storageKey, object)
  return state.store.put(type.storageKey, object)
}

function checkIdentity(
  draft: ObjectDraft,
  current: ApiObject,
  request: WriteRequest,
  kind: UpdateKind,
): void {
  const { type } = request
  const { name, uid, resourceVersion } = current.metadata
  const wantedUid = textAt(draft.metadata, 'uid')
  if (wantedUid !== '' && wantedUid !== uid) {
    if (kind !== 'put')
      throw refusal.invalid(type, name, [fieldError.invalid('metadata.uid', wantedUid, 'field is immutable')])
    const why = `Precondition failed: UID in precondition: ${wantedUid}, UID in object meta: ${uid}`
    throw refusal.conflict(type, name, why)
  }
  const wanted = textAt(draft.metadata, 'resourceVersion')
  if (wanted !== '' && wanted !== resourceVersion) throw refusal.stale(type, name)
  if (wanted === '' && kind === 'put' && !type.allowsUnconditionalUpdate)
    throw refusal.invalid(type, name, [
      {
        ...fieldError.invalid('metadata.resourceVersion', 0, ''),
        text: 'Invalid value: 0x0: must be specified for an update',
      },
    ])
}

function lateFinalizers({ metadata }: ApiObject, current: ApiObject): FieldError[] {
  const before = current.metadata.finalizers ?? []
  const added = (metadata.finalizers ?? []).filter((each) => !before.includes(each))
  if (metadata.deletionTimestamp === undefined || added.length === 0) return []
  return [
    fieldError.forbidden(
      'metadata.finalizers',
      `no new finalizers can be added if the object is being deleted, found new finalizers ${JSON.stringify(added)}`,
    ),
  ]
}

const isSame = (one: ApiObject, other: ApiObject) => isDeepStrictEqual(comparable(one), comparable(other))

/** Times and order of ownership alone are no change. */
function comparable(object: ApiObject): unknown {
  const { managedFields = [], ...metadata } = object.metadata
  const managed = managedFields.map((each) => JSON.stringify({ ...each, time: '' })).sort()
  return { ...object, metadata, managed }
}
