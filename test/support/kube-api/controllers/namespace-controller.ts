import type { ApiState } from '../api-state.ts'
import type { Change } from '../store/kind-store.ts'

/** Empties namespaces that are deleted, then lets them go, as the controller manager of a cluster does. */
export function emptyNamespace({ store, registry }: ApiState, { object, isDeletion }: Change): void {
  if (isDeletion || object.metadata.deletionTimestamp === undefined) return
  const { name } = object.metadata
  const keys = new Set(
    registry
      .all()
      .filter((type) => type.isNamespaced)
      .map((type) => type.storageKey),
  )
  let isEmpty = true
  for (const key of keys)
    for (const each of store.kind(key).list(name))
      if ((each.metadata.finalizers ?? []).length === 0) store.remove(key, each)
      else {
        isEmpty = false
        const { deletionTimestamp = object.metadata.deletionTimestamp } = each.metadata
        if (each.metadata.deletionTimestamp === undefined)
          store.put(key, { ...each, metadata: { ...each.metadata, deletionTimestamp } })
      }
  const current = store.kind('/namespaces').find('', name)
  if (isEmpty && current !== undefined) store.remove('/namespaces', current)
}
