import type { CacheChange } from '../object-cache.ts'
import type { KubeObject, ObjectMeta } from '../kube-object.ts'

/** What a caller keeps of an object; undefined for nothing at all. */
export type Keep<T> = (object: KubeObject) => T | undefined

interface Kept<T> {
  readonly namespace: string
  readonly name: string
  readonly uid: string
  readonly version: string
  readonly value: T
}

/** Where changes of kept objects, and objects that could not be kept, are told. */
export interface KeptListener<T> {
  changed(change: CacheChange<T>): void
  skipped(meta: ObjectMeta, error: unknown): void
}

/** The objects of one kind, reduced to what is read of them. */
export class KeptObjects<T> {
  readonly #keep: Keep<T>
  readonly #listener: KeptListener<T>
  #kept = new Map<string, Kept<T>>()
  /** The versions of those that could not be kept, so that each is told once. */
  readonly #skipped = new Map<string, string>()
  #all: readonly T[] | undefined

  constructor(keep: Keep<T>, listener: KeptListener<T>) {
    this.#keep = keep
    this.#listener = listener
  }

  find(namespace: string, name: string): T | undefined {
    return this.#kept.get(keyOf(namespace, name))?.value
  }

  all(): readonly T[] {
    this.#all ??= [...this.#kept.values()].map(({ value }) => value)
    return this.#all
  }

  /** Takes an object as the API tells it now. */
  set(object: KubeObject): void {
    const { namespace = '', name, uid = '', resourceVersion: version = '' } = object.metadata
    const key = keyOf(namespace, name)
    const before = this.#kept.get(key)
    const isSame = before?.uid === uid && before.version === version && version !== ''
    if (isSame || this.#skipped.get(key) === `${uid} ${version}`) return
    const value = this.#valueOf(object, key)
    if (before !== undefined && (value === undefined || before.uid !== uid)) this.#remove(key, before)
    if (value === undefined) return
    this.#kept.set(key, { namespace, name, uid, version, value })
    this.#all = undefined
    this.#listener.changed({ type: 'set', namespace, name, value })
  }

  delete({ namespace = '', name }: ObjectMeta): void {
    const key = keyOf(namespace, name)
    this.#skipped.delete(key)
    const before = this.#kept.get(key)
    if (before !== undefined) this.#remove(key, before)
  }

  /** Drops all that are not among these keys, which `keyOf` gives. */
  retain(keys: ReadonlySet<string>): void {
    for (const [key, kept] of [...this.#kept]) if (!keys.has(key)) this.#remove(key, kept)
    for (const key of [...this.#skipped.keys()]) if (!keys.has(key)) this.#skipped.delete(key)
  }

  #remove(key: string, { namespace, name, value }: Kept<T>): void {
    this.#kept.delete(key)
    this.#all = undefined
    this.#listener.changed({ type: 'gone', namespace, name, value })
  }

  #valueOf(object: KubeObject, key: string): T | undefined {
    this.#skipped.delete(key)
    try {
      return this.#keep(object)
    } catch (error) {
      const { uid = '', resourceVersion = '' } = object.metadata
      this.#skipped.set(key, `${uid} ${resourceVersion}`)
      this.#listener.skipped(object.metadata, error)
      return undefined
    }
  }
}

/** What tells objects of one kind apart: no namespace has a slash in it. */
export function keyOf(namespace: string, name: string): string {
  return `${namespace}/${name}`
}
