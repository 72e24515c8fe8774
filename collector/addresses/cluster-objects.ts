import type { KubeObject } from '../../kube/kube-object.ts'

/** Objects of the API that are followed for us, cut to what we count. */
export interface ClusterObjects {
  /** The objects of a kind, as far as `keep` lets them in; null while nobody knows, or if the API has no such kind. */
  of<T>(query: ObjectQuery<T>): readonly T[] | null
}

/** Which objects, and what is kept of each: called once for each change. */
export interface ObjectQuery<T> {
  readonly group: string
  /** Best first; the first that the API serves is followed. */
  readonly versions: readonly string[]
  readonly kind: string
  readonly plural: string
  readonly isNamespaced: boolean
  /** Only the object of this name, such as this node's. */
  readonly name?: string
  /** What is kept, undefined for nothing. Must not throw. */
  readonly keep: (object: KubeObject) => T | undefined
}
