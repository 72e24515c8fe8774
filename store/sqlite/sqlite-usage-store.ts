import type { Database, Statement } from 'better-sqlite3'
import type { OwnerUse } from '../../domain/owner-use.ts'
import type { UsageStore } from '../usage-store.ts'
import { ownerColumns, ownerRow, parseOwner, type OwnerRow } from './owner-row.ts'
import type { UsageOutbox } from './usage-outbox.ts'

interface VolumeRow {
  readonly network: string
  readonly bytes: number
}

/** What pods have used, in SQLite. */
export class SqliteUsageStore implements UsageStore {
  readonly #database: Database
  readonly #outbox: UsageOutbox | null
  readonly #owners: Statement<[], OwnerRow>
  readonly #save: Statement<[OwnerRow]>
  readonly #volumes: Statement<[string], VolumeRow>
  readonly #add: Statement<[VolumeRow & { readonly month: string }]>
  readonly #forgetOwners: Statement<[number]>
  readonly #forgetMonths: Statement<[string]>

  constructor(database: Database, outbox: UsageOutbox | null) {
    this.#database = database
    this.#outbox = outbox
    this.#owners = database.prepare(`SELECT ${ownerColumns} FROM owner_use ORDER BY owner`)
    this.#save = database.prepare(`INSERT OR REPLACE INTO owner_use
      VALUES (@owner, @egress, @ingress, @hours, @recent, @updatedAt, @pods)`)
    this.#volumes = database.prepare('SELECT network, bytes FROM month_volume WHERE month = ?')
    this.#add = database.prepare(`INSERT INTO month_volume VALUES (@month, @network, @bytes)
      ON CONFLICT DO UPDATE SET bytes = bytes + excluded.bytes`)
    this.#forgetOwners = database.prepare('DELETE FROM owner_use WHERE updated_at < ?')
    this.#forgetMonths = database.prepare('DELETE FROM month_volume WHERE month < ?')
  }

  owners(): Promise<readonly OwnerUse[]> {
    return Promise.try(() => this.#owners.all().map(parseOwner))
  }

  saveOwners(owners: readonly OwnerUse[]): Promise<void> {
    return this.#all(() => {
      for (const use of owners) {
        this.#save.run(ownerRow(use))
        this.#outbox?.noteOwner(use.owner)
      }
    })
  }

  volumes(month: string): Promise<ReadonlyMap<string, number>> {
    return Promise.try(() => new Map(this.#volumes.all(month).map(({ network, bytes }) => [network, bytes])))
  }

  addVolumes(month: string, volumes: ReadonlyMap<string, number>): Promise<void> {
    return this.#all(() => {
      for (const [network, bytes] of volumes) {
        this.#add.run({ month, network, bytes })
        this.#outbox?.noteVolume(month, network)
      }
    })
  }

  forget(sinceMs: number, month: string): Promise<void> {
    return this.#all(() => {
      this.#forgetOwners.run(sinceMs)
      this.#forgetMonths.run(month)
    })
  }

  #all(work: () => void): Promise<void> {
    return Promise.try(() => this.#database.transaction(work).immediate())
  }
}
