import type { AttachmentSample, NetworkSample } from '../domain/network-sample.ts'

/** The samples of one round, which are stored together. */
export interface StoredRound {
  readonly networks: readonly NetworkSample[]
  readonly attachments: readonly AttachmentSample[]
}

/** A sample takes half a KiB at most: 10 MB in all, an hour of a busy node and half a day of its networks alone. */
const usualSamples = 20_000

/** Rounds that a store has not taken yet, oldest first. When they are too many, samples of pods go, then whole rounds. */
export class RoundQueue {
  readonly #maxSamples: number
  #rounds: StoredRound[] = []
  #samples = 0
  #lost = 0

  constructor(maxSamples = usualSamples) {
    this.#maxSamples = maxSamples
  }

  /** How many rounds wait. */
  get length(): number {
    return this.#rounds.length
  }

  /** How many rounds were given up since the start. */
  get lost(): number {
    return this.#lost
  }

  get oldest(): StoredRound | undefined {
    return this.#rounds[0]
  }

  get newest(): StoredRound | undefined {
    return this.#rounds.at(-1)
  }

  add({ networks, attachments }: StoredRound): void {
    this.#rounds.push({ networks, attachments })
    this.#samples += networks.length + attachments.length
    for (let index = 0; this.#samples > this.#maxSamples && index < this.#rounds.length - 1; index += 1)
      this.#takePodsOf(index)
    while (this.#samples > this.#maxSamples && this.#rounds.length > 1) this.giveUpOldest()
  }

  #takePodsOf(index: number): void {
    const round = this.#rounds[index]
    if (round === undefined) return
    this.#samples -= round.attachments.length
    this.#rounds[index] = { networks: round.networks, attachments: [] }
  }

  /** The oldest is stored. */
  removeOldest(): void {
    const round = this.#rounds.shift()
    this.#samples -= (round?.networks.length ?? 0) + (round?.attachments.length ?? 0)
  }

  /** The newest is stored. */
  removeNewest(): void {
    const round = this.#rounds.pop()
    this.#samples -= (round?.networks.length ?? 0) + (round?.attachments.length ?? 0)
  }

  /** The oldest never will be. */
  giveUpOldest(): void {
    this.removeOldest()
    this.#lost += 1
  }
}
