import { textAt } from '../objects/json-object.ts'
import type { ApiState } from '../api-state.ts'
import type { ApiObject } from '../objects/api-object.ts'
import type { Change } from '../store/kind-store.ts'

/** Removes what belonged to an object that is gone, and ends foreground deletions, as a cluster's collector does. */
export function collectGarbage(state: ApiState, { object, isDeletion }: Change): void {
  const { finalizers = [], deletionTimestamp, uid } = object.metadata
  const waits = finalizers.filter((each) => each === 'foregroundDeletion' || each === 'orphan')
  if (isDeletion) removeDependents(state, uid)
  else if (deletionTimestamp !== undefined && waits.length > 0) endForeground(state, object)
}

function removeDependents({ store }: ApiState, uid: string): void {
  for (const key of store.storageKeys)
    for (const each of store.kind(key).list()) {
      const owners = each.metadata.ownerReferences ?? []
      if (owners.length === 0 || !owners.every((owner) => textAt(owner, 'uid') === uid)) continue
      if ((each.metadata.finalizers ?? []).length === 0) store.remove(key, each)
    }
}

function endForeground(state: ApiState, object: ApiObject): void {
  const { store, registry } = state
  const type = registry.ofKind(object.apiVersion, object.kind)
  const { namespace = '', name, finalizers = [] } = object.metadata
  const current = type && store.kind(type.storageKey).find(namespace, name)
  if (type === undefined || current === undefined) return
  if (finalizers.includes('foregroundDeletion')) removeDependents(state, object.metadata.uid)
  const left = finalizers.filter((each) => each !== 'foregroundDeletion' && each !== 'orphan')
  const next = { ...current, metadata: { ...current.metadata, finalizers: left } }
  if (left.length === 0) store.remove(type.storageKey, next)
  else store.put(type.storageKey, next)
}
