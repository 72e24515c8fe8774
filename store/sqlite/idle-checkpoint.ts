import type { Database } from 'better-sqlite3'

/** After so long without a write nobody is believed to wait for the next. */
const idleMs = 200
/** Fewer pages in the log are not worth the disk's time: a megabyte. */
const leastPages = 250

interface LogState {
  readonly log: number
  readonly checkpointed: number
}

/**
 * Writes the log back to the database file while nobody waits: a disk may take its time for that, and a commit that has to do
 * it is a pod that waits as long. A burst that fills the log before it is over still does it by itself.
 */
export class IdleCheckpoint {
  readonly #database: Database
  #timer: NodeJS.Timeout | undefined
  #wroteAtMs = 0

  constructor(database: Database) {
    this.#database = database
  }

  /** To be told of every commit. */
  wrote(): void {
    if (this.#database.memory) return
    this.#wroteAtMs = performance.now()
    this.#timer ??= setTimeout(() => this.#look(), idleMs).unref()
  }

  /** Nothing is written back any more; to be called before the database is closed. */
  end(): void {
    clearTimeout(this.#timer)
  }

  #look(): void {
    if (performance.now() < this.#wroteAtMs + idleMs) {
      this.#timer?.refresh()
      return
    }
    this.#timer = undefined
    try {
      const { log, checkpointed } = this.#ask('NOOP')
      if (log - checkpointed >= leastPages) this.#ask('PASSIVE')
    } catch {
      // The log stays as it is: the next commit meets the same fault, and says so.
    }
  }

  /** Pages that are in the log, and those of them that are in the file too. */
  #ask(mode: 'NOOP' | 'PASSIVE'): LogState {
    const [state] = this.#database.pragma(`wal_checkpoint(${mode})`) as LogState[]
    return state ?? { log: 0, checkpointed: 0 }
  }
}
