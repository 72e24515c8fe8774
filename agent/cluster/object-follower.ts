import type { ClusterObjects, ObjectFault, ObjectQuery } from '../../collector/addresses/cluster-objects.ts'
import type { KindFigures } from './cluster.ts'
import { FollowedKind, type FollowParts } from './followed-kind.ts'

/** Follows exactly the kinds that somebody needs, each once however many need it. */
export class ObjectFollower implements ClusterObjects {
  readonly #parts: FollowParts
  readonly #holders = new Map<string, ReadonlyMap<string, ObjectQuery>>()
  readonly #kinds = new Map<string, FollowedKind>()
  readonly #ending = new Set<Promise<void>>()
  #isStopped = false

  constructor(parts: FollowParts) {
    this.#parts = parts
  }

  follow(holder: string, queries: readonly ObjectQuery[]): void {
    if (this.#isStopped) return
    this.#holders.set(holder, new Map(queries.map((query) => [keyOf(query), query])))
    const needed = new Map([...this.#holders.values()].flatMap((own) => [...own]))
    for (const [key, query] of needed) if (!this.#kinds.has(key)) this.#begin(key, query)
    for (const key of [...this.#kinds.keys()]) if (!needed.has(key)) this.#end(key)
  }

  of<T>(query: ObjectQuery<T>): readonly T[] | null {
    // What is kept under this key was kept by a query of the same kind, whose `keep` gives the same type.
    return (this.#kinds.get(keyOf(query))?.all() ?? null) as readonly T[] | null
  }

  fault(query: ObjectQuery): ObjectFault | null {
    return this.#kinds.get(keyOf(query))?.fault() ?? null
  }

  /** How each kind is followed; of several objects by name of one kind the sum. */
  figures(): KindFigures[] {
    const sums = new Map<string, KindFigures>()
    for (const each of [...this.#kinds.values()].map((followed) => followed.figures())) {
      const before = sums.get(each.kind)
      sums.set(each.kind, before === undefined ? each : addUp(before, each))
    }
    return [...sums.values()]
  }

  /** Ends all, and for good. */
  async stop(): Promise<void> {
    this.#isStopped = true
    for (const key of [...this.#kinds.keys()]) this.#end(key)
    await Promise.all(this.#ending)
  }

  #begin(key: string, query: ObjectQuery): void {
    const followed = new FollowedKind(query, this.#parts)
    this.#kinds.set(key, followed)
    followed.start()
  }

  #end(key: string): void {
    const stopped = this.#kinds.get(key)?.stop() ?? Promise.resolve()
    this.#kinds.delete(key)
    this.#ending.add(stopped)
    void stopped.finally(() => this.#ending.delete(stopped))
  }
}

function keyOf({ apis, plural, name = '' }: ObjectQuery): string {
  return JSON.stringify([apis, plural, name])
}

function addUp(one: KindFigures, other: KindFigures): KindFigures {
  const isWorse =
    one.state.awaySinceMs === null && (other.state.awaySinceMs !== null || !other.state.isSynced)
  return {
    kind: one.kind,
    state: isWorse ? other.state : one.state,
    objects: one.objects + other.objects,
    lists: one.lists + other.lists,
    watches: one.watches + other.watches,
    faults: one.faults + other.faults,
  }
}
