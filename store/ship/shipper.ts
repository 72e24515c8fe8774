import type { Clock } from '../../service-kit/clock.ts'
import { messageOf } from '../../service-kit/message-of.ts'
import type { Outbox, OutboxEntry } from '../outbox.ts'
import { firstPauseMs, pauseMs, usualPace, type ShipPace } from './ship-pace.ts'
import type { ShipFault, ShipTarget } from './ship-target.ts'

/** What a shipper works with. */
export interface ShipperOptions {
  readonly outbox: Outbox
  readonly target: ShipTarget
  readonly clock: Clock
  /** 0 to 1; `Math.random`. */
  readonly random: () => number
  readonly pace?: ShipPace
  /** Told of a fault when it begins, of its end, and of every entry that nobody will ever take. */
  readonly onFault: (fault: ShipFault) => void
  readonly onEnd: () => void
}

/** What has been shipped since the start. */
export interface ShipFigures {
  readonly rounds: number
  readonly decisions: number
  /** Owners and volumes of months. */
  readonly usage: number
  /** Entries that the target refused, and that were left out therefore. */
  readonly refused: number
  /** Batches that failed, by reason. */
  readonly failures: Readonly<Record<string, number>>
}

/** The node's own store has failed, not the target. */
class OutboxError extends Error {
  readonly fault: ShipFault

  constructor(cause: unknown) {
    super('Cannot read the outbox', { cause })
    const sentence = `Cannot ship as the node's own store fails: ${messageOf(cause)}`
    this.fault = { reason: 'outbox', sentence, isOfBatch: false }
  }
}

const maintainEveryMs = 3_600_000

/**
 * Takes a node's entries from its outbox to the cluster's database, in batches, and forgets them once they are there. It
 * stands beside all else: whatever the database does, nothing waits for it, and what it did not take stays in the outbox.
 */
export class Shipper implements AsyncDisposable {
  readonly #options: ShipperOptions
  readonly #pace: ShipPace
  readonly #shipped = { round: 0, decision: 0, usage: 0 }
  readonly #failures: Record<string, number> = {}
  #refused = 0
  #failuresInARow = 0
  #fault: ShipFault | null = null
  #maintainAtMs: number
  #timer: NodeJS.Timeout | undefined
  #running: Promise<unknown> = Promise.resolve()
  #isStopped = true

  constructor(options: ShipperOptions) {
    this.#options = options
    this.#pace = options.pace ?? usualPace
    this.#maintainAtMs = options.clock.monotonicMs() + maintainEveryMs * options.random()
  }

  /** Why nothing is being shipped, in a sentence, or null. */
  get fault(): string | null {
    return this.#fault?.sentence ?? null
  }

  figures(): ShipFigures {
    const { round, decision, usage } = this.#shipped
    return {
      rounds: round,
      decisions: decision,
      usage,
      refused: this.#refused,
      failures: { ...this.#failures },
    }
  }

  /** How many entries wait, and since when. */
  standing(): ReturnType<Outbox['standing']> {
    return this.#options.outbox.standing()
  }

  start(): void {
    if (!this.#isStopped) return
    this.#isStopped = false
    this.#after(firstPauseMs(this.#pace, this.#options.random()))
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    clearTimeout(this.#timer)
    await this.#options.target.close()
    await this.#running
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop()
  }

  /** Ships one batch, and answers the pause until the next one in ms. Never throws. */
  async shipOnce(): Promise<number> {
    const { clock, random } = this.#options
    const begun = clock.monotonicMs()
    try {
      await this.#ship(await this.#next())
      await this.#maintain(begun)
      if (this.#fault !== null) this.#options.onEnd()
      this.#fault = null
      this.#failuresInARow = 0
    } catch (error) {
      this.#failed(error instanceof OutboxError ? error.fault : this.#options.target.faultOf(error))
    }
    const tookMs = clock.monotonicMs() - begun
    return pauseMs(this.#pace, { failures: this.#failuresInARow, tookMs, random: random() })
  }

  async #ship(entries: readonly OutboxEntry[]): Promise<void> {
    const last = entries.at(-1)
    if (last === undefined) return
    const { outbox, target } = this.#options
    try {
      await target.write(entries)
    } catch (error) {
      const fault = target.faultOf(error)
      if (!fault.isOfBatch) throw error
      if (entries.length > 1) {
        // One entry must not keep all others here: each goes by itself.
        for (const entry of entries) await this.#ship([entry])
        return
      }
      this.#refused += 1
      this.#options.onFault(fault)
      await outbox.shipped(last.seq)
      return
    }
    await outbox.shipped(last.seq)
    for (const { kind } of entries)
      if (kind === 'owner' || kind === 'volume') this.#shipped.usage += 1
      else if (kind !== 'networks') this.#shipped[kind] += 1
  }

  async #next(): Promise<readonly OutboxEntry[]> {
    try {
      return await this.#options.outbox.next(this.#pace.entries)
    } catch (error) {
      throw new OutboxError(error)
    }
  }

  async #maintain(nowMs: number): Promise<void> {
    if (nowMs < this.#maintainAtMs) return
    this.#maintainAtMs = nowMs + maintainEveryMs
    await this.#options.target.maintain()
  }

  #failed(fault: ShipFault): void {
    this.#failuresInARow += 1
    this.#failures[fault.reason] = (this.#failures[fault.reason] ?? 0) + 1
    if (this.#fault?.reason !== fault.reason) this.#options.onFault(fault)
    this.#fault = fault
  }

  #after(ms: number): void {
    this.#timer = setTimeout(() => {
      this.#running = this.shipOnce().then((pause) => {
        if (!this.#isStopped) this.#after(pause)
      })
    }, ms)
  }
}
