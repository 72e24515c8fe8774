import type { HistoryPoint, Resolution } from '../domain/network-history.ts'
import type { AttachmentSample, NetworkSample } from '../domain/network-sample.ts'

/** Which part of a network's history. */
export interface HistoryQuery {
  readonly network: string
  /** Unix times in ms: spans that begin at the one or later, and before the other. */
  readonly fromMs: number
  readonly toMs: number
  readonly resolution: Resolution
  /** The newest points where it cuts. */
  readonly limit: number
}

/** The measured figures of this node's networks and attachments. */
export interface SampleStore {
  /** Stores one round, all of it or nothing. A second sample of a network at the same time replaces the first. */
  append(networks: readonly NetworkSample[], attachments: readonly AttachmentSample[]): Promise<void>
  /** Each network's newest sample, by name, however old it is. */
  latest(): Promise<NetworkSample[]>
  /** A network's samples since a Unix time in ms, oldest first; the newest ones where the limit cuts. */
  recent(network: string, sinceMs: number, limit: number): Promise<NetworkSample[]>
  /** All networks' samples since a Unix time in ms, by name, then oldest first. */
  recentAll(sinceMs: number): Promise<NetworkSample[]>
  /** All attachments' samples since a Unix time in ms, oldest first. */
  recentAttachments(sinceMs: number): Promise<AttachmentSample[]>
  /** Bits per second of the busier direction in each of a network's samples since then, ascending. */
  peakRates(network: string, sinceMs: number): Promise<number[]>
  /**
   * How a network has been, oldest first: spans without a sample are left out. Spreads are of the samples themselves,
   * quantiles by nearest rank, to seven digits; the same before and after `maintain` has summed them up.
   */
  history(query: HistoryQuery): Promise<HistoryPoint[]>
}
