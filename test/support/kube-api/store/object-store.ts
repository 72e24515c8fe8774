import type { ApiObject } from '../objects/api-object.ts'
import { KindStore, type Change } from './kind-store.ts'

/** All objects under one growing revision, as etcd keeps them. */
export class ObjectStore {
  readonly #kinds = new Map<string, KindStore>()
  #revision = 1
  #compactedUpTo = 0
  readonly #listeners = new Set<(storageKey: string, change: Change) => void>()

  /** Of the last write. */
  get revision(): number {
    return this.#revision
  }

  kind(storageKey: string): KindStore {
    const known = this.#kinds.get(storageKey)
    if (known !== undefined) return known
    const made = new KindStore()
    made.forget(this.#compactedUpTo)
    this.#kinds.set(storageKey, made)
    return made
  }

  get storageKeys(): readonly string[] {
    return [...this.#kinds.keys()]
  }

  /** Stores an object under the next revision, and gives it back with that. */
  put(storageKey: string, object: ApiObject): ApiObject {
    return this.#write(storageKey, object, false)
  }

  remove(storageKey: string, object: ApiObject): ApiObject {
    return this.#write(storageKey, object, true)
  }

  /** Told of every write, after it. */
  listen(listener: (storageKey: string, change: Change) => void): void {
    this.#listeners.add(listener)
  }

  /** Forgets all changes up to now: watches from before are told that they are too old. */
  compact(): void {
    this.#revision += 1
    this.#compactedUpTo = this.#revision
    for (const kind of this.#kinds.values()) kind.forget(this.#revision)
  }

  #write(storageKey: string, object: ApiObject, isDeletion: boolean): ApiObject {
    const kind = this.kind(storageKey)
    const { name, namespace = '' } = object.metadata
    const previous = kind.find(namespace, name)
    this.#revision += 1
    const stored = {
      ...object,
      metadata: { ...object.metadata, resourceVersion: String(this.#revision) },
    }
    const change: Change = { revision: this.#revision, isDeletion, object: stored, previous }
    kind.apply(change)
    for (const listener of this.#listeners) listener(storageKey, change)
    return stored
  }
}
