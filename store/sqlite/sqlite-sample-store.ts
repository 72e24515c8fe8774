import type { Database } from 'better-sqlite3'
import type { HistoryPoint } from '../../domain/network-history.ts'
import type { AttachmentSample, NetworkSample } from '../../domain/network-sample.ts'
import type { HistoryQuery, SampleStore } from '../sample-store.ts'
import type { RollUps } from './roll-ups.ts'
import { prepareSampleStatements, type SampleStatements } from './sample-statements.ts'
import type { SqliteOutbox } from './sqlite-outbox.ts'

/** Samples in SQLite. Its statements take well under a millisecond each, so they run on the caller's thread. */
export class SqliteSampleStore implements SampleStore {
  readonly #database: Database
  readonly #rollUps: RollUps
  readonly #outbox: SqliteOutbox | null
  readonly #statements: SampleStatements

  constructor(database: Database, rollUps: RollUps, outbox: SqliteOutbox | null) {
    this.#database = database
    this.#rollUps = rollUps
    this.#outbox = outbox
    this.#statements = prepareSampleStatements(database)
  }

  append(networks: readonly NetworkSample[], attachments: readonly AttachmentSample[]): Promise<void> {
    return Promise.try(() => {
      this.#database
        .transaction(() => {
          for (const sample of networks) {
            this.#statements.insertNetwork.run(sample)
            this.#rollUps.note(sample.network, sample.at)
          }
          for (const sample of attachments) this.#insertAttachment(sample)
          for (const at of new Set([...networks, ...attachments].map((sample) => sample.at)))
            this.#outbox?.noteRound(at)
        })
        .immediate()
    })
  }

  #insertAttachment(sample: AttachmentSample): void {
    const { nameAttachment, insertAttachment } = this.#statements
    const id = nameAttachment.get(sample.containerId, sample.ifname, sample.network, sample.at)
    if (id === undefined)
      throw new Error(`Cannot store a sample of ${sample.containerId} as it got no number`)
    insertAttachment.run(sample.at, id, sample.ingressBitsPerSecond, sample.egressBitsPerSecond)
  }

  latest(): Promise<NetworkSample[]> {
    return Promise.try(() => this.#statements.latest.all())
  }

  recent(network: string, sinceMs: number, limit: number): Promise<NetworkSample[]> {
    return Promise.try(() => this.#statements.recent.all(network, sinceMs, limit).reverse())
  }

  recentAll(sinceMs: number): Promise<NetworkSample[]> {
    return Promise.try(() => this.#statements.recentAll.all(sinceMs))
  }

  recentAttachments(sinceMs: number): Promise<AttachmentSample[]> {
    return Promise.try(() => this.#statements.recentAttachments.all(sinceMs))
  }

  peakRates(network: string, sinceMs: number): Promise<number[]> {
    return Promise.try(() => this.#statements.peakRates.all(network, sinceMs))
  }

  history(query: HistoryQuery): Promise<HistoryPoint[]> {
    return Promise.try(() => this.#rollUps.history(query))
  }
}
