import { setImmediate } from 'node:timers/promises'
import type { Logger } from '../service-kit/logger.ts'
import { messageOf } from '../service-kit/message-of.ts'
import type { SampleStore } from '../store/sample-store.ts'
import { RoundQueue, type StoredRound } from './round-queue.ts'

/** So many rounds that wait are stored with each new one: an hour is caught up with in two minutes. */
const roundsAtOnce = 30

/** A round that fails so often while others do not is the fault itself. */
const triesOfOne = 3

/** Stores rounds; while the store cannot take them they wait in memory. */
export class RoundWriter {
  readonly #samples: Pick<SampleStore, 'append'>
  readonly #logger: Pick<Logger, 'error' | 'info'>
  readonly #queue: RoundQueue
  #fault: string | null = null
  #tries = 0

  constructor(
    samples: Pick<SampleStore, 'append'>,
    logger: Pick<Logger, 'error' | 'info'>,
    queue = new RoundQueue(),
  ) {
    this.#samples = samples
    this.#logger = logger
    this.#queue = queue
  }

  /** How many rounds wait for the store. */
  get waiting(): number {
    return this.#queue.length
  }

  /** Why rounds wait, in a sentence, or null. */
  get fault(): string | null {
    return this.#fault === null
      ? null
      : `Cannot store rounds of samples, so ${this.#queue.length} of them wait in memory: ${this.#fault}`
  }

  /** Stores a round, and those that wait before it. Never throws. */
  async write(round: StoredRound): Promise<void> {
    this.#queue.add(round)
    try {
      for (let stored = 0; stored < roundsAtOnce && this.#queue.oldest; stored += 1) {
        if (stored > 0) await setImmediate()
        await this.#samples.append(this.#queue.oldest.networks, this.#queue.oldest.attachments)
        this.#queue.removeOldest()
        this.#tries = 0
      }
      this.#tellEnd()
    } catch (error) {
      this.#tellFault(error)
      await this.#passOver(error)
    }
  }

  /** A round that cannot be stored, though the newest can, must not keep all others waiting for ever. */
  async #passOver(error: unknown): Promise<void> {
    this.#tries += 1
    const { newest, oldest } = this.#queue
    if (this.#tries < triesOfOne || newest === undefined || newest === oldest) return
    try {
      await this.#samples.append(newest.networks, newest.attachments)
    } catch {
      return
    }
    this.#queue.removeNewest()
    this.#queue.giveUpOldest()
    this.#tries = 0
    this.#logger.error({ err: error }, 'Cannot store one round of samples, whatever is tried: it is left out')
  }

  #tellFault(error: unknown): void {
    if (this.#fault === null)
      this.#logger.error(
        { err: error },
        'Cannot store rounds of samples: they wait in memory, and decisions go on',
      )
    this.#fault = messageOf(error)
  }

  #tellEnd(): void {
    if (this.#fault === null) return
    this.#fault = null
    const { length, lost } = this.#queue
    this.#logger.info(
      `Rounds of samples are stored again; ${length} still wait in memory, and ${lost} were too many for it`,
    )
  }
}
