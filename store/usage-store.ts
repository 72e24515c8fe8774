import type { OwnerUse } from '../domain/owner-use.ts'

/** Pods that a node has told of count for so long: it tells of them every ten minutes. */
export const toldPodsMs = 1_800_000

/** How much pods have used, for what it will cost: by owner, and by network and month. */
export interface UsageStore {
  /** All owners, each once: as this node has counted them, else as the node that did so last. */
  owners(): Promise<readonly OwnerUse[]>
  /** What is known of these owners now, instead of what was. */
  saveOwners(owners: readonly OwnerUse[]): Promise<void>
  /** What pods have sent in a month, such as `2026-11` of UTC, by network, in bytes; of all nodes of a shared database. */
  volumes(month: string): Promise<ReadonlyMap<string, number>>
  /** Adds to them. */
  addVolumes(month: string, bytes: ReadonlyMap<string, number>): Promise<void>
  /** Removes owners that nobody has counted since (Unix time in ms), and months before that one. */
  forget(sinceMs: number, month: string): Promise<void>
}
