import type { ApiObject } from '../objects/api-object.ts'

/** One write: what there was and what there is; `object` of a deletion is the last state at its own version. */
export interface Change {
  readonly revision: number
  readonly isDeletion: boolean
  readonly object: ApiObject
  readonly previous: ApiObject | undefined
}

const byText = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)

/** The objects of one kind, by namespace, and the changes that led to them. */
export class KindStore {
  readonly #namespaces = new Map<string, Map<string, ApiObject>>()
  readonly #sorted = new Map<string, readonly ApiObject[]>()
  readonly #listeners = new Set<(change: Change) => void>()
  #changes: Change[] = []
  #forgottenUpTo = 0

  find(namespace: string, name: string): ApiObject | undefined {
    return this.#namespaces.get(namespace)?.get(name)
  }

  /** In the order of a real server: by namespace, then by name. Of one namespace, or of all. */
  list(namespace?: string): readonly ApiObject[] {
    if (namespace !== undefined) return this.#ofNamespace(namespace)
    return [...this.#namespaces.keys()].sort(byText).flatMap((each) => this.#ofNamespace(each))
  }

  /** What was listed at a revision; null if that is forgotten. */
  listAt(revision: number, namespace?: string): readonly ApiObject[] | null {
    const later = this.changesSince(revision)
    if (later === null) return null
    if (later.length === 0) return this.list(namespace)
    const objects = new Map(this.list(namespace).map((object) => [keyOf(object), object]))
    for (const change of later.toReversed()) {
      if (namespace !== undefined && (change.object.metadata.namespace ?? '') !== namespace) continue
      if (change.previous === undefined) objects.delete(keyOf(change.object))
      else objects.set(keyOf(change.previous), change.previous)
    }
    return [...objects].sort(([one], [other]) => byText(one, other)).map(([, object]) => object)
  }

  apply(change: Change): void {
    const { name, namespace = '' } = change.object.metadata
    const objects = this.#namespaces.get(namespace) ?? new Map<string, ApiObject>()
    this.#namespaces.set(namespace, objects)
    if (change.isDeletion) objects.delete(name)
    else objects.set(name, change.object)
    this.#sorted.delete(namespace)
    this.#changes.push(change)
    if (this.#changes.length > 50_000) this.forget(this.#changes[25_000]?.revision ?? 0)
    for (const listener of [...this.#listeners]) listener(change)
  }

  /** Null if some of them are forgotten. */
  changesSince(revision: number): readonly Change[] | null {
    if (revision < this.#forgottenUpTo) return null
    let from = this.#changes.length
    while (from > 0 && (this.#changes[from - 1]?.revision ?? 0) > revision) from -= 1
    return this.#changes.slice(from)
  }

  forget(upTo: number): void {
    this.#forgottenUpTo = Math.max(this.#forgottenUpTo, upTo)
    this.#changes = this.#changes.filter(({ revision }) => revision > upTo)
  }

  listen(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #ofNamespace(namespace: string): readonly ApiObject[] {
    const known = this.#sorted.get(namespace)
    if (known !== undefined) return known
    const objects = [...(this.#namespaces.get(namespace)?.values() ?? [])]
    const sorted = objects.sort((one, other) => byText(one.metadata.name, other.metadata.name))
    this.#sorted.set(namespace, sorted)
    return sorted
  }
}

const keyOf = ({ metadata }: ApiObject) => `${metadata.namespace ?? ''}/${metadata.name}`
