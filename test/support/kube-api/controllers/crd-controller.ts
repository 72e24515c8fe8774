import type { ApiState } from '../api-state.ts'
import { customTypes } from '../crd/custom-types.ts'
import { objectAt, textAt, textsAt } from '../objects/json-object.ts'
import type { ApiObject } from '../objects/api-object.ts'
import type { Change } from '../store/kind-store.ts'

const key = 'apiextensions.k8s.io/customresourcedefinitions'

/** Serves what CustomResourceDefinitions define, and says in their status that it does. */
export class CrdController {
  readonly #state: ApiState

  constructor(state: ApiState) {
    this.#state = state
  }

  /** After a CRD was written or removed. */
  react({ object, isDeletion }: Change): void {
    const { registry, store } = this.#state
    const group = textAt(object, 'spec', 'group')
    const plural = textAt(object, 'spec', 'names', 'plural')
    registry.remove(group, plural)
    if (isDeletion) {
      this.#removeObjects(`${group}/${plural}`)
      return
    }
    for (const type of customTypes(object)) registry.add(type)
    const current = store.kind(key).find('', object.metadata.name)
    if (current === undefined || isEstablished(current)) return
    store.put(key, { ...current, status: this.#statusOf(current) })
  }

  #removeObjects(storageKey: string): void {
    const { store } = this.#state
    for (const object of store.kind(storageKey).list()) store.remove(storageKey, object)
  }

  #statusOf(crd: ApiObject): unknown {
    const now = `${this.#state.now().toISOString().slice(0, 19)}Z`
    const condition = (type: string, reason: string, message: string) => ({
      ...{ type, status: 'True', lastTransitionTime: now, reason, message },
    })
    return {
      conditions: [
        condition('NamesAccepted', 'NoConflicts', 'no conflicts found'),
        condition('Established', 'InitialNamesAccepted', 'the initial names have been accepted'),
      ],
      acceptedNames: objectAt(crd, 'spec', 'names'),
      storedVersions: textsAt(crd, 'status', 'storedVersions'),
    }
  }
}

const isEstablished = (crd: ApiObject) =>
  textAt(objectAt(crd, 'status', 'acceptedNames'), 'plural') === textAt(crd, 'spec', 'names', 'plural')
