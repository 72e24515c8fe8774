import type { JournalReader } from '../../collector/journal/journal-reader.ts'
import type { AttachmentRecord } from '../../domain/attachment-record.ts'
import type { Decision } from '../../domain/decision.ts'
import type { Selector } from '../../selector/selector.ts'
import type { Clock } from '../../service-kit/clock.ts'
import type { Logger } from '../../service-kit/logger.ts'
import type { DecisionStore, StandingDecision } from '../../store/decision-store.ts'
import type { HeldDecisions } from './held-decisions.ts'
import { settlementOf } from './settlement-of.ts'

/** What a repair reads and settles. */
export interface RepairOptions {
  readonly decisions: Pick<DecisionStore, 'standing' | 'find'>
  readonly selector: Pick<Selector, 'settle'>
  readonly journal: Pick<JournalReader, 'read'>
  readonly held: HeldDecisions
  readonly clock: Clock
  readonly logger: Logger
}

/** A plugin that got its plan from an agent before this one may need so long to put it into the journal. */
const graceMs = 10_000
/** What nobody attaches by in this time has lost its reservation anyway. */
const reservedMs = 120_000

/**
 * Settles decisions of which no report came, by the journal: whatever happened to plugin or agent, some time later
 * every decision says what is the case.
 */
export class Repair {
  readonly #options: RepairOptions
  readonly #startedMs: number
  /** Decisions whose plugin has gone without a report. */
  readonly #lost = new Set<string>()
  #last: Promise<void> = Promise.resolve()
  #next: Promise<void> | null = null

  constructor(options: RepairOptions) {
    this.#options = options
    this.#startedMs = options.clock.nowMs()
  }

  /** Settles the decision as soon as may be: its plugin has gone without a report. Never throws. */
  settleLost(decision: string): Promise<void> {
    this.#lost.add(decision)
    return this.run()
  }

  /** Goes over all decisions that stand; one run at a time, and one more if it was asked for meanwhile. Never throws. */
  run(): Promise<void> {
    this.#next ??= this.#last.then(() => {
      this.#next = null
      this.#last = this.#pass().catch((error: unknown) =>
        this.#options.logger.error(
          { err: error },
          'Cannot repair decisions: tried again after the next round',
        ),
      )
      return this.#last
    })
    return this.#next
  }

  /** Held plans, decisions, journal, in this order: what is reported in between is nowhere taken for lost. */
  async #pass(): Promise<void> {
    const { decisions, selector, journal, held, logger } = this.#options
    const [isHeld, lost] = [held.snapshot(), [...this.#lost]]
    const standing = await decisions.standing()
    for (const id of lost) if (!standing.some((decision) => decision.id === id)) this.#lost.delete(id)
    const records = await journal.read()
    const ended = await this.#endedInName(standing, records)
    for (const decision of [...standing, ...ended].filter(({ id }) => !isHeld.has(id))) {
      const settlement = settlementOf(decision, records, this.#isOverdue(decision))
      if (settlement === null) continue
      await selector.settle(decision.id, settlement.outcome, settlement.error)
      logger.info({ decision: decision.id }, `No report said so: by the journal it is ${settlement.outcome}`)
    }
  }

  /** Decisions that have ended by what was reported of one container while the journal has another's by them. */
  async #endedInName(
    standing: readonly StandingDecision[],
    records: readonly AttachmentRecord[],
  ): Promise<readonly Decision[]> {
    const named = new Set(records.flatMap(({ decision }) => decision ?? []))
    const ended = named.difference(new Set(standing.map(({ id }) => id)))
    const found = await Promise.all([...ended].map((id) => this.#options.decisions.find(id)))
    return found.filter((decision) => decision !== null)
  }

  #isOverdue({ id, at }: Pick<Decision, 'id' | 'at'>): boolean {
    if (this.#lost.has(id)) return true
    const nowMs = this.#options.clock.nowMs()
    return nowMs - at > graceMs && at < Math.max(this.#startedMs, nowMs - reservedMs)
  }
}
