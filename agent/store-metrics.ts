import { Gauge, type Registry } from 'prom-client'
import type { Stores } from '../store/stores.ts'

/** Where the figures of the store come from. */
export interface StoreMetricSources {
  readonly stores: Pick<Stores, 'bytes' | 'damagedFiles'>
  /** Rounds that wait in memory until the store can take them. */
  readonly waitingRounds: () => number
}

/** Registers what tells how the store fares; what is returned brings it up to date. */
export function addStoreMetrics(
  registers: [Registry],
  { stores, waitingRounds }: StoreMetricSources,
): () => void {
  const gauge = (name: string, help: string) => new Gauge({ name: `genie_store_${name}`, help, registers })
  const bytes = gauge('bytes', "Bytes of the database on this node's disk, its log left out")
  const waiting = gauge(
    'waiting_rounds',
    'Rounds of measuring that wait in memory until the store takes them',
  )
  const damaged = gauge(
    'damaged_files',
    'Databases that were set aside because of damage, and are still there',
  )
  return () => {
    bytes.set(stores.bytes?.() ?? 0)
    waiting.set(waitingRounds())
    damaged.set(stores.damagedFiles ?? 0)
  }
}
