import type { Logger } from '../../service-kit/logger.ts'
import { messageOf } from '../../service-kit/message-of.ts'
import type { Delay } from '../delay.ts'
import { HeldLease, type LeaseParts } from './held-lease.ts'

/** What is led, and by whom. */
export interface ElectionParts extends Omit<LeaseParts, 'durationMs'> {
  readonly delay: Delay
  /** From 0 to 1. */
  readonly random: () => number
  readonly logger: Pick<Logger, 'info' | 'warn'>
  /** The leader's work: it has to end soon after the signal aborts, as another may lead by then. */
  readonly onStarted: (signal: AbortSignal) => Promise<void>
  readonly figures?: ElectionFigures
}

/** Times of an election in ms. */
export interface ElectionFigures {
  readonly leaseDurationMs: number
  /** The leader gives up if it could not renew for so long; shorter than the lease lasts. */
  readonly renewDeadlineMs: number
  readonly retryPeriodMs: number
}

/** client-go's own. */
export const usualFigures: ElectionFigures = {
  leaseDurationMs: 15_000,
  renewDeadlineMs: 10_000,
  retryPeriodMs: 2_000,
}

/** Of several who run this, one leads at a time: the one that holds the lease. */
export class LeaderElection {
  readonly #parts: ElectionParts
  readonly #figures: ElectionFigures
  readonly #lease: HeldLease
  #saidFault = ''
  #isLeader = false

  constructor(parts: ElectionParts) {
    this.#parts = parts
    this.#figures = parts.figures ?? usualFigures
    this.#lease = new HeldLease({ ...parts, durationMs: this.#figures.leaseDurationMs })
  }

  get isLeader(): boolean {
    return this.#isLeader
  }

  /** Waits for the lease, leads, and begins anew when it was lost, until the signal aborts; then gives it back. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const claimedMs = await this.#acquire(signal)
      if (claimedMs !== null) await this.#lead(claimedMs, signal)
    }
  }

  /** When the claim was made that was granted; null if it was given up. */
  async #acquire(signal: AbortSignal): Promise<number | null> {
    const { clock, random } = this.#parts
    const { renewDeadlineMs, retryPeriodMs } = this.#figures
    while (!signal.aborted) {
      const beganMs = clock.monotonicMs()
      if (await this.#claim(signal, renewDeadlineMs)) return beganMs
      await this.#pause(retryPeriodMs * (1 + 1.2 * random()), signal)
    }
    return null
  }

  async #lead(claimedMs: number, outer: AbortSignal): Promise<void> {
    const { ref, logger, onStarted } = this.#parts
    const control = new AbortController()
    const end = () => control.abort(outer.reason)
    outer.addEventListener('abort', end)
    this.#isLeader = true
    logger.info(`Leads by lease ${ref.namespace}/${ref.name}`)
    const work = this.#work(onStarted, control.signal)
    try {
      await this.#keep(claimedMs, outer)
    } finally {
      this.#isLeader = false
      outer.removeEventListener('abort', end)
      control.abort(new Error(`Cannot lead any longer as lease ${ref.namespace}/${ref.name} was lost`))
      if (!outer.aborted) logger.warn(`Leads no longer by lease ${ref.namespace}/${ref.name}`)
      await work
      if (outer.aborted) await this.#release()
    }
  }

  /** Renews until it is lost or given up. Time counts from before each claim: an answer may be long on its way. */
  async #keep(claimedMs: number, signal: AbortSignal): Promise<void> {
    const { clock } = this.#parts
    const { renewDeadlineMs, retryPeriodMs } = this.#figures
    let renewedMs = claimedMs
    for (;;) {
      await this.#pause(retryPeriodMs, signal)
      const beganMs = clock.monotonicMs()
      const leftMs = renewedMs + renewDeadlineMs - beganMs
      if (leftMs <= 0 || signal.aborted) return
      if (await this.#claim(signal, leftMs)) renewedMs = beganMs
    }
  }

  async #claim(signal: AbortSignal, timeoutMs: number): Promise<boolean> {
    try {
      const isOurs = await this.#lease.claim({ signal, timeoutMs })
      this.#saidFault = ''
      return isOurs
    } catch (error) {
      const fault = messageOf(error)
      if (!signal.aborted && fault !== this.#saidFault) this.#parts.logger.warn(fault)
      this.#saidFault = fault
      return false
    }
  }

  async #work(onStarted: ElectionParts['onStarted'], signal: AbortSignal): Promise<void> {
    try {
      await onStarted(signal)
    } catch (error) {
      if (!signal.aborted) this.#parts.logger.warn(`Cannot go on with the leader's work: ${messageOf(error)}`)
    }
  }

  async #release(): Promise<void> {
    const { logger, ref } = this.#parts
    const timeoutMs = this.#figures.renewDeadlineMs / 2
    await this.#lease
      .release({ signal: new AbortController().signal, timeoutMs })
      .catch((error: unknown) =>
        logger.warn(`Cannot give back lease ${ref.namespace}/${ref.name}: ${messageOf(error)}`),
      )
  }

  async #pause(ms: number, signal: AbortSignal): Promise<void> {
    await this.#parts.delay(ms, signal).catch(() => undefined)
  }
}
