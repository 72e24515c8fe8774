/** How a cache stands towards the API. */
export interface CacheState {
  /** Whether a first list has come in. */
  readonly isSynced: boolean
  /** Since when nothing is heard of the API, by `Clock.nowMs`; null while all is well. */
  readonly awaySinceMs: number | null
  /** What is wrong in one sentence, or null. */
  readonly fault: string | null
}

/** The objects of one kind, as the API last told of them. */
export interface ObjectCache<T> {
  /** `namespace` is empty for objects of the cluster. */
  find(namespace: string, name: string): T | undefined
  /** The same array as at the last call if nothing has changed since. */
  all(): readonly T[]
  readonly state: CacheState
}

/** A change of a cache, told after it has been made. */
export interface CacheChange<T> {
  readonly type: 'set' | 'gone'
  readonly namespace: string
  readonly name: string
  readonly value: T
}
