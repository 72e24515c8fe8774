import type { AttachmentSample, NetworkSample } from '../domain/network-sample.ts'

/** What a round reads; each can fail without the others. */
export type SourceName = 'journal' | 'devices' | 'counters' | 'capacity' | 'history'

/** A source that could not be read in a round, as one sentence; `network` is null where it concerns all of them. */
export interface Fault {
  readonly source: SourceName
  readonly network: string | null
  readonly reason: string
}

/** All that was measured at one time. */
export interface Round {
  /** Unix time in ms; every sample of the round has it. */
  readonly at: number
  readonly durationMs: number
  readonly networks: NetworkSample[]
  readonly attachments: AttachmentSample[]
  readonly faults: readonly Fault[]
}
