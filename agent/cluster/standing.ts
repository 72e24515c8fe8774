import type { CacheState } from '../../kube/object-cache.ts'

/** How the cache of one kind stands. */
export interface KindState extends CacheState {
  readonly kind: string
}

/**
 * What is wrong with what is known of a cluster, and from when it is, in a sentence; null if all is well. `snapshotMs`
 * is when the snapshot was made that serves for kinds that have never been heard of; null without any.
 */
export function standing(kinds: readonly KindState[], snapshotMs: number | null): string | null {
  const away = kinds.filter(({ awaySinceMs }) => awaySinceMs !== null)
  const unsynced = kinds.filter(({ isSynced }) => !isSynced)
  if (away.length === 0 && unsynced.length === 0) return null
  const [first] = away
  const since = Math.min(...away.map(({ awaySinceMs }) => awaySinceMs ?? Infinity))
  const fault =
    first === undefined
      ? `Nothing has been heard of ${unsynced.map(({ kind }) => kind).join(', ')} yet`
      : `${first.fault ?? `Cannot reach ${first.kind}`}${others(away.length - 1)}, since ${instant(since)}`
  return `${fault}; ${servedFrom(unsynced, since, snapshotMs)}`
}

function servedFrom(unsynced: readonly KindState[], sinceMs: number, snapshotMs: number | null): string {
  if (unsynced.length === 0) return `serving what was known at ${instant(sinceMs)}`
  if (snapshotMs !== null) return `serving what was known at ${instant(snapshotMs)}`
  return `knowing nothing of ${unsynced.map(({ kind }) => kind).join(', ')}`
}

const others = (count: number) => (count === 0 ? '' : ` (and ${count} more kinds)`)

const instant = (ms: number) => new Date(ms).toISOString()
