import type { Database, Statement } from 'better-sqlite3'
import type { ToldNetwork } from '../../domain/told-network.ts'
import type { NetworkStore } from '../network-store.ts'

/** Which networks this node has, in SQLite. */
export class SqliteNetworkStore implements NetworkStore {
  readonly #save: Statement<[string]>
  readonly #all: Statement<[], string>

  constructor(database: Database) {
    this.#save = database.prepare(`INSERT INTO node_networks VALUES (1, ?)
      ON CONFLICT DO UPDATE SET networks = excluded.networks`)
    this.#all = database.prepare<[], string>('SELECT networks FROM node_networks').pluck()
  }

  save(networks: readonly ToldNetwork[]): Promise<void> {
    return Promise.try(() => {
      const text = JSON.stringify(networks)
      // A statement that changes nothing would still wait for whoever writes.
      if (this.#all.get() !== text) this.#save.run(text)
    })
  }

  all(): Promise<readonly ToldNetwork[]> {
    return Promise.try(() => this.now())
  }

  /** The same at once, for what is read in one turn. */
  now(): readonly ToldNetwork[] {
    return JSON.parse(this.#all.get() ?? '[]') as ToldNetwork[]
  }
}
