import type { Clock } from '../../service-kit/clock.ts'
import { messageOf } from '../../service-kit/message-of.ts'
import type { FigureSource, SourceView } from './figure-source.ts'
import type { Told } from './merge-answers.ts'
import { SourceFault, type FaultReason } from './source-fault.ts'
import type { SourceState } from './source-state.ts'

/** Asks one source round after round: within its limit, and never in a way that another source would feel. */
export class SourceRunner {
  readonly #source: FigureSource
  readonly #clock: Clock
  readonly #dropped: Partial<Record<FaultReason, number>> = {}
  #state: Pick<SourceState, 'isAvailable' | 'fault' | 'networks' | 'lastDurationMs' | 'succeededAt'> = {
    isAvailable: null,
    fault: null,
    networks: 0,
    lastDurationMs: null,
    succeededAt: null,
  }

  constructor(source: FigureSource, clock: Clock) {
    this.#source = source
    this.#clock = clock
  }

  /** What the source tells of this round; nothing if it fails. Never rejects. */
  async read(view: SourceView): Promise<Told> {
    const { kind, limitMs } = this.#source
    const begun = this.#clock.monotonicMs()
    try {
      const { figures, dropped } = await this.#source.read(view, AbortSignal.timeout(limitMs))
      for (const [reason, count] of Object.entries(dropped)) this.#drop(reason as FaultReason, count)
      this.#state = {
        isAvailable: true,
        fault: null,
        networks: figures.size,
        lastDurationMs: this.#clock.monotonicMs() - begun,
        succeededAt: view.at,
      }
      return { kind, figures }
    } catch (error) {
      this.#drop(error instanceof SourceFault ? error.reason : 'malformed', 1)
      this.#state = { ...this.#state, isAvailable: false, fault: messageOf(error), networks: 0 }
      return { kind, figures: new Map() }
    }
  }

  state(): SourceState {
    const { name, kind } = this.#source
    return { name, kind, ...this.#state, dropped: { ...this.#dropped } }
  }

  async close(): Promise<void> {
    await this.#source.close?.()
  }

  #drop(reason: FaultReason, count: number): void {
    this.#dropped[reason] = (this.#dropped[reason] ?? 0) + count
  }
}
