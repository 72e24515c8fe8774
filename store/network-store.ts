import type { ToldNetwork } from '../domain/told-network.ts'

/** Which networks a node has a conf for, as it was told last. */
export interface NetworkStore {
  /** Takes the place of what was told before; nothing is written where that was the same. */
  save(networks: readonly ToldNetwork[]): Promise<void>
  /** None before the first time. */
  all(): Promise<readonly ToldNetwork[]>
}
