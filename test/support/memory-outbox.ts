import type { Outbox, OutboxEntry } from '../../store/outbox.ts'
import { makeAttachmentSample, makeNetworkSample } from './store-records.ts'

/** An outbox of entries that a test puts in, in memory. */
export class MemoryOutbox implements Outbox {
  #entries: readonly OutboxEntry[]

  constructor(entries: readonly OutboxEntry[] = []) {
    this.#entries = entries
  }

  put(...entries: readonly OutboxEntry[]): void {
    this.#entries = [...this.#entries, ...entries]
  }

  next(limit: number): Promise<readonly OutboxEntry[]> {
    return Promise.resolve(this.#entries.slice(0, limit))
  }

  shipped(upToSeq: number): Promise<void> {
    this.#entries = this.#entries.filter(({ seq }) => seq > upToSeq)
    return Promise.resolve()
  }

  standing(): Promise<{ readonly entries: number; readonly oldestAt: number | null }> {
    const [oldest] = this.#entries
    return Promise.resolve({
      entries: this.#entries.length,
      oldestAt: oldest ? (madeAt(oldest) ?? null) : null,
    })
  }
}

function madeAt(entry: OutboxEntry): number | undefined {
  if (entry.kind === 'round') return entry.networks[0]?.at
  return entry.kind === 'decision' ? entry.decision.at : undefined
}

/** A round of one network and one attachment. */
export function makeRound(seq: number, at: number, network = 'calico'): OutboxEntry {
  return {
    seq,
    kind: 'round',
    networks: [makeNetworkSample({ network, at })],
    attachments: [makeAttachmentSample({ network, at })],
  }
}
