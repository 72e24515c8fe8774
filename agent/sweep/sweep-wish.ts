import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { JournalReader } from '../../collector/journal/journal-reader.ts'
import { staleReason } from '../../journal/stale-reason.ts'
import type { Clock } from '../../service-kit/clock.ts'
import type { Logger } from '../../service-kit/logger.ts'
import { messageOf } from '../../service-kit/message-of.ts'
import { Schedule } from '../../service-kit/schedule.ts'
import type { AgentMetrics } from '../metrics.ts'
import { isNamespace } from './is-namespace.ts'

/** What a wish needs to know of the node. */
export interface SweepWishOptions {
  readonly stateDir: string
  readonly bootId: string
  readonly journal: Pick<JournalReader, 'read'>
  /** A cron expression whose first field is seconds. */
  readonly schedule: string
  readonly metrics: Pick<AgentMetrics, 'sweeps'>
  readonly clock: Clock
  readonly logger: Logger
}

/**
 * For an agent in a container, which cannot run the plugin in the host's namespaces: where it sees attachments that
 * nobody can need any more it leaves `<stateDir>/sweep-wanted`, and the plugin sweeps at its next DEL, judges for itself
 * and takes the file away. What stands there already stays as it is, and is not followed.
 */
export class SweepWish {
  readonly #options: SweepWishOptions
  readonly #schedule: Schedule
  #underWay: Promise<void> | null = null
  #told = ''

  constructor(options: SweepWishOptions) {
    this.#options = options
    const { schedule: expression, clock } = options
    this.#schedule = new Schedule({ expression, work: () => this.run(), clock })
  }

  /** Looks once now, and then by the clock. */
  start(): void {
    this.#schedule.start()
    void this.run()
  }

  /** Looks now, or waits for the look that is under way. Never throws. */
  run(): Promise<void> {
    return (this.#underWay ??= this.#look()
      .catch((error: unknown) => this.#warn(messageOf(error)))
      .finally(() => {
        this.#underWay = null
      }))
  }

  async stop(): Promise<void> {
    this.#schedule.stop()
    await this.#underWay
  }

  async #look(): Promise<void> {
    const { journal, bootId, stateDir, clock, metrics, logger } = this.#options
    const stale = (await journal.read()).filter((record) => staleReason(record, bootId, mayBeThere) !== null)
    if (stale.length === 0) return
    const wish = `${JSON.stringify({ version: 1, at: clock.nowMs(), records: stale.length })}\n`
    await mkdir(stateDir, { mode: 0o700 }).catch(ignoreExisting)
    try {
      await writeFile(join(stateDir, 'sweep-wanted'), wish, { mode: 0o600, flag: 'wx' })
    } catch (error) {
      ignoreExisting(error)
      return
    }
    metrics.sweeps.inc({ outcome: 'wanted' })
    logger.info(
      `Left word for the plugin to sweep at its next DEL, as ${stale.length} attachments seem stale`,
    )
  }

  #warn(why: string): void {
    const line = `Cannot leave word for the plugin to sweep in ${this.#options.stateDir}: ${why}`
    if (line !== this.#told) this.#options.logger.warn(line)
    this.#told = line
  }
}

/** A container that is not shown the host's namespaces sees neither them nor their directory. */
const mayBeThere = (path: string) => isNamespace(path) || existsSync(path) || !existsSync(dirname(path))

function ignoreExisting(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
}
