import type { Database, Statement } from 'better-sqlite3'
import type { OwnerUse } from '../../domain/owner-use.ts'
import type { Clock } from '../../service-kit/clock.ts'
import type { CountedVolume } from '../outbox.ts'
import { ownerColumns, parseOwner, type OwnerRow } from './owner-row.ts'

/** What of the outbox is about usage: owners by name, volumes by month and network, each there once at most. */
export class UsageOutbox {
  readonly #clock: Pick<Clock, 'nowMs'>
  readonly #noteOwner: Statement<[number, string]>
  readonly #noteVolume: Statement<[number, string, string]>
  readonly #noteOwners: Statement<[number]>
  readonly #noteVolumes: Statement<[number]>
  readonly #owner: Statement<[string], OwnerRow>
  readonly #volume: Statement<[string, string], CountedVolume>

  constructor(database: Database, clock: Pick<Clock, 'nowMs'>) {
    this.#clock = clock
    this.#noteOwner = database.prepare('INSERT OR REPLACE INTO outbox (at, owner) VALUES (?, ?)')
    this.#noteVolume = database.prepare('INSERT OR REPLACE INTO outbox (at, month, network) VALUES (?, ?, ?)')
    this.#noteOwners = database.prepare(
      'INSERT OR IGNORE INTO outbox (at, owner) SELECT ?, owner FROM owner_use',
    )
    this.#noteVolumes = database.prepare(`INSERT OR IGNORE INTO outbox (at, month, network)
      SELECT ?, month, network FROM month_volume`)
    this.#owner = database.prepare(`SELECT ${ownerColumns} FROM owner_use WHERE owner = ?`)
    this.#volume = database.prepare(`SELECT month, network, usage_counter.name AS counter, bytes
      FROM month_volume, usage_counter WHERE month = ? AND network = ?`)
  }

  /** To be called in the transaction that stores the owner. */
  noteOwner(owner: string): void {
    this.#noteOwner.run(this.#clock.nowMs(), owner)
  }

  /** To be called in the transaction that stores the volume. */
  noteVolume(month: string, network: string): void {
    this.#noteVolume.run(this.#clock.nowMs(), month, network)
  }

  /** Notes all there is: what was counted before there was shipping, and for a database that has begun anew. */
  noteAll(): void {
    const nowMs = this.#clock.nowMs()
    this.#noteOwners.run(nowMs)
    this.#noteVolumes.run(nowMs)
  }

  /** As it is now; null if it was forgotten. */
  owner(owner: string): OwnerUse | null {
    const row = this.#owner.get(owner)
    return row === undefined ? null : parseOwner(row)
  }

  /** As it is now; null if it was forgotten. */
  volume(month: string, network: string): CountedVolume | null {
    return this.#volume.get(month, network) ?? null
  }
}
