import type { Clock } from '../service-kit/clock.ts'
import type { Logger } from '../service-kit/logger.ts'
import { messageOf } from '../service-kit/message-of.ts'
import type { Fault, SourceName } from './round.ts'
import { SaidFaults } from './sources/said-faults.ts'

/** Lets a round go on where one source fails, and logs each fault once for as long as it lasts. */
export class FaultLog {
  readonly #logger: Logger
  readonly #said: SaidFaults
  #faults: Fault[] = []

  constructor(logger: Logger, clock: Pick<Clock, 'monotonicMs'>) {
    this.#logger = logger
    this.#said = new SaidFaults(clock)
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
    const byKey = new Map(faults.map((fault) => [keyOf(fault), fault]))
    for (const key of this.#said.take(byKey.keys())) {
      const fault = byKey.get(key)
      this.#logger.warn({ source: fault?.source, network: fault?.network }, fault?.reason)
    }
    this.#faults = []
    return faults
  }
}

function keyOf({ source, network, reason }: Fault): string {
  return JSON.stringify([source, network, reason])
}
