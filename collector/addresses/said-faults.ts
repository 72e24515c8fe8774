import type { Logger } from '../../service-kit/logger.ts'

/** Says what is wrong once for as long as it lasts, round after round. */
export class SaidFaults {
  readonly #logger: Pick<Logger, 'warn'>
  #said: ReadonlySet<string> = new Set()

  constructor(logger: Pick<Logger, 'warn'>) {
    this.#logger = logger
  }

  /** All that is wrong in a round. */
  say(faults: readonly string[]): void {
    for (const fault of new Set(faults)) if (!this.#said.has(fault)) this.#logger.warn(fault)
    this.#said = new Set(faults)
  }
}
