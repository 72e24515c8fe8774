import type { AttachmentSample, NetworkSample } from '../domain/network-sample.ts'

/** What `SampleStore.prune()` removes: everything older than these Unix times in ms. */
export interface SampleLimits {
  readonly networksBeforeMs: number
  readonly attachmentsBeforeMs: number
}

/** The measured figures of this node's networks and attachments. */
export interface SampleStore {
  /** Stores one round, all of it or nothing. A second sample of a network at the same time replaces the first. */
  append(networks: readonly NetworkSample[], attachments: readonly AttachmentSample[]): Promise<void>
  /** Each network's newest sample, by name, however old it is. */
  latest(): Promise<NetworkSample[]>
  /** A network's samples since a Unix time in ms, oldest first; the newest ones where the limit cuts. */
  recent(network: string, sinceMs: number, limit: number): Promise<NetworkSample[]>
  /** All attachments' samples since a Unix time in ms, oldest first. */
  recentAttachments(sinceMs: number): Promise<AttachmentSample[]>
  /** Bits per second of the busier direction in each of a network's samples since then, ascending. */
  peakRates(network: string, sinceMs: number): Promise<number[]>
  /** Removes old samples in small steps, so that nobody waits for it; answers how many went. */
  prune(limits: SampleLimits): Promise<number>
}
