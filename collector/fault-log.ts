import type { Logger } from '../service-kit/logger.ts'
import type { Fault, SourceName } from './round.ts'
import { messageOf } from '../service-kit/message-of.ts'

/** Lets a round go on where one source fails, and logs each fault once for as long as it lasts. */
export class FaultLog {
  readonly #logger: Logger
  #before = new Set<string>()
  #faults: Fault[] = []

  constructor(logger: Logger) {
    this.#logger = logger
  }

  /** The work's answer, or the fallback if it throws. */
  async attempt<T>(
    source: SourceName,
    network: string | null,
    work: () => T | Promise<T>,
    fallback: T,
  ): Promise<T> {
    try {
      return await work()
    } catch (error) {
      this.#faults.push({ source, network, reason: messageOf(error) })
      return fallback
    }
  }

  /** Ends a round: logs what is new in it and answers all its faults. */
  endRound(): Fault[] {
    const faults = this.#faults
    for (const fault of faults)
      if (!this.#before.has(keyOf(fault)))
        this.#logger.warn({ source: fault.source, network: fault.network }, fault.reason)
    this.#before = new Set(faults.map(keyOf))
    this.#faults = []
    return faults
  }
}

function keyOf({ source, network, reason }: Fault): string {
  return JSON.stringify([source, network, reason])
}
