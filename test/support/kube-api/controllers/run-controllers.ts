import type { ApiState } from '../api-state.ts'
import { CrdController } from './crd-controller.ts'
import { collectGarbage } from './garbage-collector.ts'
import { emptyNamespace } from './namespace-controller.ts'

const crdKey = 'apiextensions.k8s.io/customresourcedefinitions'

/** Lets the server's own controllers follow what is written. */
export function runControllers(state: ApiState): void {
  const crds = new CrdController(state)
  state.store.listen((key, change) => {
    if (key === crdKey) crds.react(change)
    const { isDeletion, object } = change
    if (!isDeletion && object.metadata.deletionTimestamp === undefined) return
    setImmediate(() => {
      if (key === '/namespaces') emptyNamespace(state, change)
      collectGarbage(state, change)
    })
  })
}
