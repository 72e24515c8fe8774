import type { KubeObject } from '../../kube/kube-object.ts'

/** Objects of the API that are followed for us, cut to what we count. */
export interface ClusterObjects {
  /** From now on `holder` needs these kinds, and no others; what nobody needs any more is not followed any more. */
  follow(holder: string, queries: readonly ObjectQuery[]): void
  /** The objects of a kind, as far as `keep` lets them in; null while nobody knows, or if the API has no such kind. */
  of<T>(query: ObjectQuery<T>): readonly T[] | null
  /** Why nothing is known of a kind, or nothing new; null while all is well, and for a kind that the API does not have. */
  fault(query: ObjectQuery): ObjectFault | null
}

/** Why a kind cannot be followed, in one sentence. */
export interface ObjectFault {
  readonly reason: 'forbidden' | 'unreachable' | 'too-many'
  readonly message: string
  /** Unix time in ms at which the API was heard of last, or first found to be so. */
  readonly sinceMs: number
}

/** Which objects, and what is kept of each: called once for each change. */
export interface ObjectQuery<T = unknown> {
  /** Group and version, such as `v1` or `crd.projectcalico.org/v1`, best first: the first that the API serves counts. */
  readonly apis: readonly [string, ...string[]]
  readonly kind: string
  readonly plural: string
  readonly isNamespaced: boolean
  /** Only the object of this name, such as this node's. */
  readonly name?: string
  /** More of them than this are not followed; all that there are if left out. */
  readonly most?: number
  /** What is kept, undefined for nothing. What it throws is logged, and the object left out. */
  readonly keep: (object: KubeObject) => T | undefined
}
