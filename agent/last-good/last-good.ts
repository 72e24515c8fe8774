import { join } from 'node:path'
import type { Clock } from '../../service-kit/clock.ts'
import type { Logger } from '../../service-kit/logger.ts'
import { messageOf } from '../../service-kit/message-of.ts'
import { replaceFile } from '../files/replace-file.ts'
import type { Mode } from '../observe/mode.ts'
import type { TimeSinceBoot } from './time-since-boot.ts'

/** What a plugin without an agent goes by. */
export interface KnownGood {
  /** The names of the networks that can take a pod, best first. */
  readonly order: readonly string[]
  /** For each network that shares its link, the name of the first of those that do; for the first itself nothing. */
  readonly groups: Readonly<Record<string, string>>
  /** The network of a pod that says nothing; null where there is none. */
  readonly default: string | null
  readonly mode: Mode
  /** Modes of those namespaces that differ. */
  readonly namespaces: Readonly<Record<string, Mode>>
}

/** It is written anew at least so often, so that a reader can tell how long the agent has been away. */
const freshMs = 50_000

/**
 * Keeps `<stateDir>/last-good.json`, by which the plugin chooses a network while the agent is away:
 * `{"version":1,"at":<Unix time in ms>,"order":["best","next"],"default":"name","mode":"attach","namespaces":{},"groups":{"next":"best"}}`, and
 * `"boot":"<boot id>","upMs":<ms since then>`, by which its age can be told whatever becomes of the clock.
 */
export class LastGood {
  readonly #stateDir: string
  readonly #clock: Clock
  readonly #logger: Logger
  readonly #sinceBoot: () => TimeSinceBoot
  /** What the file says; null while nobody knows. */
  #written: string | null = null
  #writtenMs = 0
  #told = ''

  constructor(stateDir: string, clock: Clock, logger: Logger, sinceBoot: () => TimeSinceBoot) {
    this.#stateDir = stateDir
    this.#clock = clock
    this.#logger = logger
    this.#sinceBoot = sinceBoot
  }

  /** Writes what has changed, and what is no longer fresh. Never throws: what cannot be written is said once. */
  async keep(known: KnownGood): Promise<void> {
    const at = this.#clock.nowMs()
    const text = JSON.stringify(known)
    // A clock that was set back makes the file's time one of the future.
    if (text === this.#written && Math.abs(at - this.#writtenMs) < freshMs) return
    try {
      const path = join(this.#stateDir, 'last-good.json')
      await replaceFile(path, `${JSON.stringify({ version: 1, at, ...this.#sinceBoot(), ...known })}\n`)
      this.#written = text
      this.#writtenMs = at
      this.#told = ''
    } catch (error) {
      this.#written = null
      this.#tell(
        `Cannot keep the order of networks in ${this.#stateDir}, so pods of a time without an agent get the first network: ${messageOf(error)}`,
      )
    }
  }

  #tell(fault: string): void {
    if (fault !== this.#told) this.#logger.warn(fault)
    this.#told = fault
  }
}
