import type { Database } from 'better-sqlite3'
import type { Logger } from '../../service-kit/logger.ts'
import { lookAtClock, tellsAges, type SeenClock } from '../steady-clock.ts'
import { agedTables } from './aged-rows.ts'
import { BodyPacking } from './body-packing.ts'
import { cap } from './cap.ts'
import { giveBack } from './give-back.ts'
import { OutboxBounds } from './outbox-bounds.ts'
import type { RollUps } from './roll-ups.ts'
import { Steps } from './steps.ts'
import { AttachmentNames, trim, type Trimmable } from './trim.ts'

const trimEveryMs = 3_600_000
/** How much of its running a restart may forget of the clock. */
const rememberEveryMs = 600_000

/** What keeps a database file in shape. */
export class Upkeep {
  readonly #database: Database
  readonly #rollUps: RollUps
  readonly #maxBytes: number
  readonly #logger: Pick<Logger, 'warn'> | null
  readonly #trimmable: Trimmable
  readonly #names: AttachmentNames
  readonly #packing: BodyPacking
  readonly #steps = new Steps()
  #clock: SeenClock | null
  #rememberedAt = -Infinity
  #trimmedAt = -Infinity
  #hasToldOfCap = false
  #underWay: Promise<void> | null = null

  constructor(database: Database, rollUps: RollUps, maxBytes: number, logger: Pick<Logger, 'warn'> | null) {
    this.#database = database
    this.#rollUps = rollUps
    this.#maxBytes = maxBytes
    this.#logger = logger
    this.#trimmable = { tables: agedTables(database), rollUps, outbox: new OutboxBounds(database) }
    this.#names = new AttachmentNames(database)
    this.#packing = new BodyPacking(database)
    this.#clock =
      database
        .prepare<[], SeenClock>('SELECT seen_ms AS seenMs, steady_since_ms AS steadySinceMs FROM clock')
        .get() ?? null
  }

  /** As `Stores.maintain`; while one is under way, that one is what is waited for. */
  maintain(nowMs: number): Promise<void> {
    return (this.#underWay ??= this.#run(nowMs).finally(() => {
      this.#underWay = null
    }))
  }

  async #run(nowMs: number): Promise<void> {
    const clock = this.#lookAt(nowMs)
    await this.#rollUps.sumUp(nowMs, this.#steps)
    await this.#packing.run(this.#steps)
    const isDue = tellsAges(clock) && Math.abs(nowMs - this.#trimmedAt) >= trimEveryMs
    if (isDue && (await this.#steps.next())) {
      await trim(this.#trimmable, this.#names, nowMs, this.#steps)
      this.#trimmedAt = nowMs
    }
    if (!(await this.#steps.next())) return
    const hasCapped = await cap(this.#database, this.#trimmable, this.#maxBytes, this.#steps)
    if (hasCapped) this.#tellOfCap()
    if ((hasCapped || isDue) && (await this.#steps.next())) await giveBack(this.#database, this.#steps)
  }

  #lookAt(nowMs: number): SeenClock {
    const clock = lookAtClock(this.#clock, nowMs)
    const hasJumped = clock.steadySinceMs !== this.#clock?.steadySinceMs
    this.#clock = clock
    if (hasJumped || Math.abs(nowMs - this.#rememberedAt) >= rememberEveryMs) {
      this.#database
        .prepare<[SeenClock]>('INSERT OR REPLACE INTO clock VALUES (1, @seenMs, @steadySinceMs)')
        .run(clock)
      this.#rememberedAt = nowMs
    }
    return clock
  }

  #tellOfCap(): void {
    if (this.#hasToldOfCap) return
    this.#hasToldOfCap = true
    this.#logger?.warn(
      `Cannot keep all history in ${this.#database.name} as it has reached ${this.#maxBytes} bytes, so the oldest goes before its time: give it more, or expect less`,
    )
  }

  /** Lets the step that is under way be the last, and waits for it. */
  async end(): Promise<void> {
    this.#steps.end()
    await this.#underWay?.catch(() => undefined)
  }
}
