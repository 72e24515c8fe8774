import { isDeepStrictEqual } from 'node:util'
import type { ApiObject, Metadata, ObjectDraft } from '../objects/api-object.ts'
import type { JsonObject } from '../objects/json-object.ts'
import type { ResourceType } from '../resources/resource-type.ts'
import { contextOf, type WriteRequest } from './write-request.ts'

/** What of a draft counts: the status only through its subresource, and never what the server itself keeps. */
export function mergedWithCurrent(
  draft: ObjectDraft,
  current: ApiObject,
  request: WriteRequest,
  now: Date,
): ApiObject {
  const { type, subresource } = request
  const object = subresource === 'status' ? statusOf(draft, current, type) : mainOf(draft, current, type)
  object.metadata = { ...object.metadata, ...keptBy(current.metadata) }
  if (current.metadata.deletionTimestamp === undefined)
    for (const member of ['deletionTimestamp', 'deletionGracePeriodSeconds'])
      Reflect.deleteProperty(object.metadata, member)
  type.complete?.(object, contextOf(request, 'UPDATE', now))
  if (type.hasGeneration && !isDeepStrictEqual(countedPart(object), countedPart(current)))
    object.metadata['generation'] = (current.metadata.generation ?? 0) + 1
  return object as ApiObject
}

function keptBy(metadata: Metadata): JsonObject {
  const { name, namespace, uid, resourceVersion, creationTimestamp, generation } = metadata
  const { deletionTimestamp, deletionGracePeriodSeconds, generateName } = metadata
  const kept = {
    ...{ name, namespace, uid, resourceVersion, creationTimestamp, generation },
    ...{ deletionTimestamp, deletionGracePeriodSeconds, generateName },
  }
  return Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined))
}

function mainOf(draft: ObjectDraft, current: ApiObject, type: ResourceType): ObjectDraft {
  if (!type.hasStatus) return { ...draft }
  const { status: _ignored, ...rest } = draft
  const object = rest
  if ('status' in current) object['status'] = current['status']
  return object
}

/** Where a status is written, most kinds take labels and annotations with it; custom resources and policies do not. */
function statusOf(draft: ObjectDraft, current: ApiObject, type: ResourceType): ObjectDraft {
  const { status: _old, ...rest } = current
  const isClosed = type.isCustom || /^(apiextensions|admissionregistration)\./.test(type.group)
  const open = { ...draft.metadata, ownerReferences: current.metadata.ownerReferences }
  if (open.ownerReferences === undefined) Reflect.deleteProperty(open, 'ownerReferences')
  const { managedFields } = draft.metadata
  const closed = { ...current.metadata, ...(managedFields !== undefined && { managedFields }) }
  return {
    ...rest,
    metadata: isClosed ? closed : open,
    ...('status' in draft && { status: draft['status'] }),
  }
}

/** A change in this part makes a new generation. */
function countedPart({ metadata: _metadata, status: _status, ...rest }: JsonObject): unknown {
  return rest
}
