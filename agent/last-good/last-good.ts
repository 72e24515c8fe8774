import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { NetworkBoard } from '../../domain/network-board.ts'
import type { Clock } from '../../service-kit/clock.ts'
import type { Logger } from '../../service-kit/logger.ts'
import { messageOf } from '../../service-kit/message-of.ts'
import { networkOrder } from './network-order.ts'

/**
 * Keeps `<stateDir>/last-good.json`, by which the plugin chooses a network while the agent is away:
 * `{"version":1,"at":<Unix time in ms>,"order":["best","next"]}`.
 */
export class LastGood {
  readonly #stateDir: string
  readonly #clock: Clock
  readonly #logger: Logger
  /** The order that the file has; null while nobody knows. */
  #written: string | null = null
  #told = ''

  constructor(stateDir: string, clock: Clock, logger: Logger) {
    this.#stateDir = stateDir
    this.#clock = clock
    this.#logger = logger
  }

  /** Writes the order if it has changed, and at first. Never throws: what cannot be written is said once. */
  async keep(board: NetworkBoard): Promise<void> {
    const order = networkOrder(board)
    if (JSON.stringify(order) === this.#written) return
    try {
      await this.#write({ version: 1, at: this.#clock.nowMs(), order })
      this.#written = JSON.stringify(order)
      this.#told = ''
    } catch (error) {
      this.#written = null
      this.#tell(
        `Cannot keep the order of networks in ${this.#stateDir}, so pods of a time without an agent get the first network: ${messageOf(error)}`,
      )
    }
  }

  /**
   * By temporary file and rename, so that the plugin never reads half of it. Nothing is synced to the disk: after a
   * power cut an older order or none costs a pod its best network for the seconds until the agent is back. What stands
   * at the temporary file's name is removed, not followed.
   */
  async #write(lastGood: object): Promise<void> {
    await mkdir(this.#stateDir, { mode: 0o700 }).catch(ignoreExisting)
    const path = join(this.#stateDir, 'last-good.json')
    const temporary = `${path}.tmp`
    await rm(temporary, { force: true })
    await writeFile(temporary, `${JSON.stringify(lastGood)}\n`, { mode: 0o600, flag: 'wx' })
    await rename(temporary, path)
  }

  #tell(fault: string): void {
    if (fault !== this.#told) this.#logger.warn(fault)
    this.#told = fault
  }
}

function ignoreExisting(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
}
