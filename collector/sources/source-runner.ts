import type { AttachmentSample, NetworkFigures } from '../../domain/network-sample.ts'
import type { Clock } from '../../service-kit/clock.ts'
import type { Logger } from '../../service-kit/logger.ts'
import { messageOf } from '../../service-kit/message-of.ts'
import { backOffMs } from './back-off.ts'
import { checkFigures } from './check-figures.ts'
import { addUp, type Dropped } from './dropped.ts'
import type { FigureSource, SourceAnswer, SourceView } from './figure-source.ts'
import type { Told } from './merge-answers.ts'
import { SaidFaults } from './said-faults.ts'
import { SourceFault } from './source-fault.ts'
import type { SourceState } from './source-state.ts'
import { withinLimit } from './within-limit.ts'

/** What of its limit a read may take; the rest is for what a round does before and after. */
const shareOfLimit = 0.95

/**
 * Asks one source round after round: within its limit, never twice at once, less and less often while it fails, and
 * never in a way that another source would feel. Whatever it tells is checked, whatever is dropped is counted.
 */
export class SourceRunner {
  readonly #source: FigureSource
  readonly #clock: Clock
  readonly #logger: Pick<Logger, 'warn' | 'info'> | null
  readonly #said: SaidFaults
  #dropped: Dropped = {}
  #isUnderWay = false
  #failures = 0
  #notBeforeMs = -Infinity
  #state: Pick<SourceState, 'isAvailable' | 'fault' | 'networks' | 'lastDurationMs' | 'succeededAt'> = {
    isAvailable: null,
    fault: null,
    networks: 0,
    lastDurationMs: null,
    succeededAt: null,
  }

  /** A fault is one line in the log for as long as it lasts. */
  constructor(source: FigureSource, clock: Clock, logger: Pick<Logger, 'warn' | 'info'> | null = null) {
    this.#source = source
    this.#clock = clock
    this.#logger = logger
    this.#said = new SaidFaults(clock)
  }

  /** What the source tells of this round; nothing if it fails or is left to itself. Never rejects. */
  async read(view: SourceView): Promise<Told> {
    const begun = this.#clock.monotonicMs()
    if (this.#isUnderWay || begun < this.#notBeforeMs) return this.#told(new Map())
    const { name, limitMs } = this.#source
    const readMs = Math.floor(shareOfLimit * limitMs)
    const { answer, ended } = withinLimit(name, readMs, (signal) => this.#source.read(view, signal))
    this.#isUnderWay = true
    void ended.then(() => {
      this.#isUnderWay = false
    })
    try {
      const { figures, dropped, attachments } = await answer
      this.#count(dropped)
      const checked = this.#check(figures, view.at)
      this.#succeed(checked.size, view.at)
      return this.#told(checked, this.#sound(attachments ?? []))
    } catch (error) {
      this.#fail(begun, error)
      return this.#told(new Map())
    } finally {
      this.#state = { ...this.#state, lastDurationMs: this.#clock.monotonicMs() - begun }
    }
  }

  state(): SourceState {
    const { name, kind } = this.#source
    return { name, kind, ...this.#state, dropped: this.#dropped }
  }

  async close(): Promise<void> {
    await this.#source.close?.()
  }

  #told(figures: Told['figures'], attachments: Told['attachments'] = []): Told {
    return { kind: this.#source.kind, figures, attachments }
  }

  #check(figures: SourceAnswer['figures'], at: number): Map<string, Partial<NetworkFigures>> {
    const checked = new Map<string, Partial<NetworkFigures>>()
    for (const [network, told] of figures) {
      const { figures: kept, dropped } = checkFigures(told, at)
      this.#count(dropped)
      checked.set(network, kept)
    }
    return checked
  }

  #sound(attachments: readonly AttachmentSample[]): AttachmentSample[] {
    const isSound = (value: number) => value >= 0 && value <= 2 ** 53
    const sound = attachments.filter(
      ({ ingressBitsPerSecond, egressBitsPerSecond }) =>
        isSound(ingressBitsPerSecond) && isSound(egressBitsPerSecond),
    )
    if (sound.length < attachments.length) this.#count({ 'out-of-range': attachments.length - sound.length })
    return sound
  }

  #succeed(networks: number, at: number): void {
    if (this.#said.isStanding) this.#logger?.info({ source: this.#source.name }, 'A source answers again')
    this.#said.take([])
    this.#failures = 0
    this.#notBeforeMs = -Infinity
    this.#state = { ...this.#state, isAvailable: true, fault: null, networks, succeededAt: at }
  }

  #fail(begun: number, error: unknown): void {
    const reason = error instanceof SourceFault ? error.reason : 'malformed'
    const fault = messageOf(error)
    this.#count({ [reason]: 1 })
    if (this.#said.take([reason]).length > 0) this.#logger?.warn({ source: this.#source.name, reason }, fault)
    this.#failures += 1
    if (this.#source.isAtHand !== true) this.#notBeforeMs = begun + backOffMs(this.#failures)
    this.#state = { ...this.#state, isAvailable: false, fault, networks: 0 }
  }

  #count(dropped: Dropped): void {
    this.#dropped = addUp(this.#dropped, dropped)
  }
}
