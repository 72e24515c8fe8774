import { isJsonObject, objectAt, textAt, type JsonObject } from '../objects/json-object.ts'
import type { ApiObject } from '../objects/api-object.ts'
import { refusal } from '../objects/refusal.ts'
import type { WriteParts } from './write-parts.ts'
import type { WriteRequest } from './write-request.ts'

/** Whether it is gone, and what is shown of it. */
export interface Deletion {
  readonly isGone: boolean
  readonly object: ApiObject
}

/** DELETE: ends an object, or marks it where finalizers or a grace period keep it. */
export function deleteObject(
  { state, admit }: WriteParts,
  request: WriteRequest,
  current: ApiObject,
  options: JsonObject,
): Deletion {
  const { type } = request
  checkPreconditions(options, current, request)
  admit({ request, operation: 'DELETE', object: undefined, oldObject: current })
  const grace = graceSecondsOf(current, options, request)
  const finalizers = finalizersOf(current, options)
  const isNamespace = type.storageKey === '/namespaces'
  if (grace === 0 && finalizers.length === 0 && !isNamespace) {
    if (!request.isDryRun) return { isGone: true, object: state.store.remove(type.storageKey, current) }
    return { isGone: true, object: current }
  }
  const marked = mark(current, finalizers, grace, state.now())
  if (isNamespace) marked['status'] = { ...objectAt(marked, 'status'), phase: 'Terminating' }
  if (request.isDryRun || marked === current) return { isGone: false, object: marked }
  return { isGone: false, object: state.store.put(type.storageKey, marked) }
}

function mark(current: ApiObject, finalizers: readonly string[], grace: number, now: Date): ApiObject {
  const { deletionTimestamp, deletionGracePeriodSeconds = 0 } = current.metadata
  if (deletionTimestamp !== undefined && grace >= deletionGracePeriodSeconds) return current
  const at = new Date(now.getTime() + grace * 1_000)
  return {
    ...current,
    metadata: {
      ...current.metadata,
      deletionTimestamp: `${at.toISOString().slice(0, 19)}Z`,
      deletionGracePeriodSeconds: grace,
      ...(current.metadata.generation !== undefined && { generation: current.metadata.generation + 1 }),
      ...(finalizers.length > 0 && { finalizers: [...finalizers] }),
    },
  }
}

function finalizersOf(current: ApiObject, options: JsonObject): readonly string[] {
  const { finalizers = [], deletionTimestamp } = current.metadata
  const policy = textAt(options, 'propagationPolicy')
  if (deletionTimestamp !== undefined) return finalizers
  if (policy === 'Foreground') return [...new Set([...finalizers, 'foregroundDeletion'])]
  return policy === 'Orphan' ? [...new Set([...finalizers, 'orphan'])] : finalizers
}

/** Only pods have a grace period, and only those that somewhere run. */
function graceSecondsOf(pod: ApiObject, options: JsonObject, { type }: WriteRequest): number {
  if (type.storageKey !== '/pods') return 0
  const isOver = ['Succeeded', 'Failed'].includes(textAt(pod, 'status', 'phase'))
  if (textAt(pod, 'spec', 'nodeName') === '' || isOver) return 0
  const asked = options['gracePeriodSeconds']
  if (typeof asked === 'number') return Math.max(asked, 0)
  return Number(objectAt(pod, 'spec')['terminationGracePeriodSeconds'] ?? 30)
}

function checkPreconditions(options: JsonObject, { metadata }: ApiObject, { type }: WriteRequest): void {
  const wanted = options['preconditions']
  if (!isJsonObject(wanted)) return
  const uid = textAt(wanted, 'uid')
  if (uid !== '' && uid !== metadata.uid)
    throw refusal.conflict(
      type,
      metadata.name,
      `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${metadata.uid}`,
    )
  const version = textAt(wanted, 'resourceVersion')
  if (version !== '' && version !== metadata.resourceVersion)
    throw refusal.conflict(
      type,
      metadata.name,
      `Precondition failed: ResourceVersion in precondition: ${version}, ResourceVersion in object meta: ${metadata.resourceVersion}`,
    )
}
