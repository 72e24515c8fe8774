import { randomUUID } from 'node:crypto'
import type { ApiState } from '../api-state.ts'
import type { ApiObject } from '../objects/api-object.ts'
import type { JsonObject } from '../objects/json-object.ts'
import type { ResourceType } from '../resources/resource-type.ts'
import { shownAs, storedFrom } from '../verbs/shown-version.ts'

/** An object to be stored as it is; what the server itself sets may be left out. */
export interface Seed extends JsonObject {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: {
    readonly name: string
    readonly namespace?: string
    readonly [member: string]: unknown
  }
}

/** Reads and writes the store for tests, past everything that checks. */
export class Seeder {
  readonly #state: ApiState

  constructor(state: ApiState) {
    this.#state = state
  }

  put(seed: Seed): ApiObject {
    const { store } = this.#state
    const type = this.#typeOf(seed.apiVersion, seed.kind)
    const namespace = type.isNamespaced ? (seed.metadata.namespace ?? 'default') : ''
    const there = store.kind(type.storageKey).find(namespace, seed.metadata.name)
    const metadata = {
      uid: there?.metadata.uid ?? randomUUID(),
      creationTimestamp:
        there?.metadata.creationTimestamp ?? `${this.#state.now().toISOString().slice(0, 19)}Z`,
      ...(type.hasGeneration && { generation: (there?.metadata.generation ?? 0) + 1 }),
      ...seed.metadata,
      ...(namespace !== '' && { namespace }),
      resourceVersion: '',
    }
    const object: ApiObject = {
      ...structuredClone(seed as JsonObject),
      apiVersion: seed.apiVersion,
      kind: seed.kind,
      metadata,
    }
    return shownAs(type, store.put(type.storageKey, storedFrom(type, object)))
  }

  find(apiVersion: string, kind: string, name: string, namespace: string): ApiObject | undefined {
    const type = this.#typeOf(apiVersion, kind)
    const place = type.isNamespaced ? namespace || 'default' : ''
    const stored = this.#state.store.kind(type.storageKey).find(place, name)
    return stored && shownAs(type, stored)
  }

  list(apiVersion: string, kind: string, namespace: string | undefined): readonly ApiObject[] {
    const type = this.#typeOf(apiVersion, kind)
    return this.#state.store
      .kind(type.storageKey)
      .list(namespace)
      .map((object) => shownAs(type, object))
  }

  remove(apiVersion: string, kind: string, name: string, namespace: string): void {
    const found = this.find(apiVersion, kind, name, namespace)
    const type = this.#typeOf(apiVersion, kind)
    if (found !== undefined) this.#state.store.remove(type.storageKey, storedFrom(type, found))
  }

  #typeOf(apiVersion: string, kind: string): ResourceType {
    const type = this.#state.registry.ofKind(apiVersion, kind)
    if (type !== undefined) return type
    throw new Error(
      `Cannot store a ${kind} of ${apiVersion} as the server has no such kind: seed its CRD first`,
    )
  }
}
