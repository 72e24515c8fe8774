import type { JournalReader } from '../../collector/journal/journal-reader.ts'
import { staleReason } from '../../journal/stale-reason.ts'
import type { Clock } from '../../service-kit/clock.ts'
import type { Logger } from '../../service-kit/logger.ts'
import { messageOf } from '../../service-kit/message-of.ts'
import { isCronExpression, Schedule } from '../../service-kit/schedule.ts'
import type { AgentMetrics } from '../metrics.ts'
import { describeSweep } from './describe-sweep.ts'
import { isNamespace } from './is-namespace.ts'
import { parseSweepReport, type SweepReport } from './parse-sweep-report.ts'
import { runPlugin } from './run-plugin.ts'

/** What a sweep needs to know of the node. */
export interface SweeperOptions {
  /** The plugin's executable. */
  readonly plugin: string
  /** Its environment beside CNI_COMMAND: CNI_PATH and PATH. */
  readonly env: Readonly<Record<string, string>>
  /** Member `genie` of its conf. */
  readonly genie: { readonly socket: string; readonly stateDir: string; readonly confDir: string }
  /** What the kernel calls the time since this machine was started. */
  readonly bootId: string
  readonly journal: Pick<JournalReader, 'read'>
  /** A cron expression whose first field is seconds. */
  readonly schedule: string
  readonly metrics: Pick<AgentMetrics, 'sweeps' | 'swept'>
  readonly clock: Clock
  readonly logger: Logger
}

/** The plugin begins nothing new long before, so that this ends only what hangs. */
const limitMs = 100_000
/** As much of what a failing plugin prints is logged. */
const shownAtMost = 500

/**
 * Looks for attachments that nobody can need any more, after a reboot or because a runtime has forgotten them, and has
 * the plugin undo them. No runtime that asks for this by GC can be relied upon.
 */
export class Sweeper {
  readonly #options: SweeperOptions
  readonly #schedule: Schedule
  readonly #stop = new AbortController()
  #underWay: Promise<void> | null = null
  #told = ''

  /** @throws {Error} if the schedule is no cron expression */
  constructor(options: SweeperOptions) {
    const { schedule: expression, clock } = options
    if (!isCronExpression(expression))
      throw new Error(
        `Cannot sweep on the schedule ${expression} as it is no cron expression: set GENIE_SWEEP to one, such as 30 * * * * *`,
      )
    this.#options = options
    this.#schedule = new Schedule({ expression, work: () => this.run(), clock })
  }

  /** Sweeps once now, and then by the clock. */
  start(): void {
    this.#schedule.start()
    void this.run()
  }

  /** Sweeps if there is anything to sweep, or waits for the sweep that is under way. Never throws. */
  run(): Promise<void> {
    return (this.#underWay ??= this.#sweep()
      .catch((error: unknown) => this.#fail(messageOf(error)))
      .finally(() => {
        this.#underWay = null
      }))
  }

  /** Nothing is swept any more; a plugin that is sweeping is asked to stop, and waited for. */
  async stop(): Promise<void> {
    this.#stop.abort()
    this.#schedule.stop()
    await this.#underWay
  }

  async #sweep(): Promise<void> {
    const { plugin, env, genie, bootId, journal } = this.#options
    const records = await journal.read()
    const isStale = records.some((record) => staleReason(record, bootId, isNamespace) !== null)
    if (!isStale || this.#stop.signal.aborted) return
    const conf = { cniVersion: '1.0.0', name: 'genie-sweep', type: 'genie', genie }
    const call = { ...env, CNI_COMMAND: 'SWEEP' }
    const run = await runPlugin(plugin, call, JSON.stringify(conf), limitMs, this.#stop.signal)
    const report = parseSweepReport(run.stdout)
    if (report !== null) this.#note(report)
    else this.#fail(`${run.fault ?? 'it gave no account'} ${run.stdout.slice(0, shownAtMost)}`.trim())
  }

  #note(report: SweepReport): void {
    const { metrics, logger } = this.#options
    metrics.sweeps.inc({ outcome: report.failed.length === 0 ? 'done' : 'failed' })
    metrics.swept.inc(report.swept.length)
    const line = describeSweep(report)
    if (report.failed.length === 0) logger.info(line)
    else this.#warn(line)
  }

  #fail(why: string): void {
    this.#options.metrics.sweeps.inc({ outcome: 'failed' })
    this.#warn(`Cannot sweep by ${this.#options.plugin}: ${why}`)
  }

  /** What fails in the same way minute by minute is said once. */
  #warn(line: string): void {
    if (line !== this.#told) this.#options.logger.warn(line)
    this.#told = line
  }
}
