import type { Database } from 'better-sqlite3'

/** A write that waits for its turn. Neither member throws. */
interface Waiting {
  /** Does the write, and answers what ends it once it is kept. */
  readonly write: () => () => void
  readonly fail: (error: unknown) => void
}

/**
 * Writes that come in one turn of the event loop are kept by one transaction: a burst of pods shares what a commit costs.
 * Each is told once it is kept. Where one fails, each gets a transaction of its own.
 */
export class GroupCommit {
  readonly #database: Database
  #waiting: Waiting[] = []

  constructor(database: Database) {
    this.#database = database
  }

  /** What `work` answers, once what it has written is kept. It may be called twice. @throws {Error} what `work` does */
  run<T>(work: () => T): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>()
    const write = () => {
      const answer = work()
      return () => resolve(answer)
    }
    if (this.#waiting.push({ write, fail: reject }) === 1) setImmediate(() => this.flush())
    return promise
  }

  /** Keeps all that waits now; to be called before the database is closed. */
  flush(): void {
    const waiting = this.#waiting
    this.#waiting = []
    if (waiting.length === 0) return
    try {
      for (const end of this.#inOne(() => waiting.map(({ write }) => write()))) end()
    } catch (error) {
      if (waiting.length === 1) waiting[0]?.fail(error)
      else for (const each of waiting) this.#alone(each)
    }
  }

  #alone({ write, fail }: Waiting): void {
    try {
      this.#inOne(write)()
    } catch (error) {
      fail(error)
    }
  }

  #inOne<T>(work: () => T): T {
    return this.#database.transaction(work).immediate()
  }
}
