import type { Database } from 'better-sqlite3'
import type { AttachmentSample, NetworkSample } from '../../domain/network-sample.ts'
import { historyFigures, type HistoryPoint } from '../../domain/network-history.ts'
import type { HistoryQuery, SampleStore } from '../sample-store.ts'
import { deleteInSteps } from './delete-in-steps.ts'
import { prepareSampleStatements, type SampleStatements } from './sample-statements.ts'

/** Pages of 4 KiB that one prune gives back to the file system at most. */
const vacuumPages = 1_000

/** Samples in SQLite. Its statements take well under a millisecond each, so they run on the caller's thread. */
export class SqliteSampleStore implements SampleStore {
  readonly #database: Database
  readonly #statements: SampleStatements

  constructor(database: Database) {
    this.#database = database
    this.#statements = prepareSampleStatements(database)
  }

  append(networks: readonly NetworkSample[], attachments: readonly AttachmentSample[]): Promise<void> {
    return Promise.try(() => {
      this.#database
        .transaction(() => {
          for (const sample of networks) this.#statements.insertNetwork.run(sample)
          for (const sample of attachments) this.#insertAttachment(sample)
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

  history({ network, fromMs, toMs, limit }: HistoryQuery): Promise<HistoryPoint[]> {
    return Promise.try(() =>
      this.#statements.recent
        .all(network, fromMs, -1)
        .filter(({ at }) => at < toMs)
        .slice(0, limit)
        .reverse()
        .map(rawPoint),
    )
  }

  /** Removes old samples in small steps, so that nobody waits for it. */
  async prune(networksBeforeMs: number, attachmentsBeforeMs: number): Promise<void> {
    const { pruneNetworks, pruneAttachmentSamples, pruneAttachments } = this.#statements
    await deleteInSteps(pruneNetworks, networksBeforeMs)
    await deleteInSteps(pruneAttachmentSamples, attachmentsBeforeMs)
    pruneAttachments.run(attachmentsBeforeMs)
    this.#database.pragma(`incremental_vacuum(${vacuumPages})`)
  }
}

function rawPoint(sample: NetworkSample): HistoryPoint {
  const figures = historyFigures.map((figure) => {
    const value = sample[figure]
    return [figure, value === null ? null : { min: value, max: value, p50: value, p95: value, count: 1 }]
  })
  return { at: sample.at, figures: Object.fromEntries(figures) as HistoryPoint['figures'] }
}
