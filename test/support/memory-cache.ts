import type { CacheState, ObjectCache } from '../../kube/object-cache.ts'

interface Named {
  readonly namespace: string
  readonly name: string
}

/** A cache whose content and standing are what a test says. */
export class MemoryCache<T extends Named> implements ObjectCache<T> {
  state: CacheState = { isSynced: false, awaySinceMs: null, fault: null }
  #values: readonly T[] = []

  /** A list has come in. */
  fill(...values: readonly T[]): void {
    this.#values = values
    this.state = { isSynced: true, awaySinceMs: null, fault: null }
  }

  /** From now on the API is away. */
  lose(fault: string, awaySinceMs: number): void {
    this.state = { ...this.state, awaySinceMs, fault }
  }

  find(namespace: string, name: string): T | undefined {
    return this.#values.find((each) => each.namespace === namespace && each.name === name)
  }

  all(): readonly T[] {
    return this.#values
  }
}
