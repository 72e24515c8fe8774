import type { Database } from 'better-sqlite3'
import { IdleCheckpoint } from './idle-checkpoint.ts'

/** Does a write, and answers what ends it once it is kept. */
type Write = () => () => void

interface Waiting {
  readonly write: Write
  readonly fail: (error: unknown) => void
}

/** So long a write for which nobody waits may wait for one that somebody does wait for. */
const patienceMs = 20

/**
 * Writes that come in one turn of the event loop are kept by one transaction: a burst of pods shares what a commit costs.
 * Each is told once it is kept. Where one fails, each gets a transaction of its own.
 */
export class GroupCommit {
  readonly #inOne: (all: readonly Waiting[]) => (() => void)[]
  readonly #checkpoint: IdleCheckpoint
  #waiting: Waiting[] = []
  #isDue = false
  #patience: NodeJS.Timeout | undefined

  constructor(database: Database) {
    const writeAll = database.transaction((all: readonly Waiting[]) => all.map(({ write }) => write()))
    this.#inOne = (all) => writeAll.immediate(all)
    this.#checkpoint = new IdleCheckpoint(database)
  }

  /** What `work` answers, once what it has written is kept. It may be called twice. @throws {Error} what `work` does */
  run<T>(work: () => T): Promise<T> {
    if (!this.#isDue) setImmediate(() => this.flush())
    this.#isDue = true
    return this.#enqueue(work)
  }

  /** The same for work that no pod waits for: it joins the next, and waits for that a few milliseconds. */
  runPatiently<T>(work: () => T): Promise<T> {
    this.#patience ??= setTimeout(() => this.flush(), patienceMs)
    return this.#enqueue(work)
  }

  #enqueue<T>(work: () => T): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>()
    const write = () => {
      const answer = work()
      return () => resolve(answer)
    }
    this.#waiting.push({ write, fail: reject })
    return promise
  }

  /** Before somebody reads: keeps what would still wait patiently. False if nothing did. */
  flushPatient(): boolean {
    if (this.#patience === undefined) return false
    this.flush()
    return true
  }

  /** Keeps all that waits, and nothing after it; to be called before the database is closed. */
  end(): void {
    this.flush()
    this.#checkpoint.end()
  }

  /** Keeps all that waits now. */
  flush(): void {
    const waiting = this.#waiting
    this.#waiting = []
    this.#isDue = false
    clearTimeout(this.#patience)
    this.#patience = undefined
    if (waiting.length === 0) return
    try {
      for (const end of this.#inOne(waiting)) end()
    } catch (error) {
      if (waiting.length === 1) waiting[0]?.fail(error)
      else for (const each of waiting) this.#alone(each)
    }
    this.#checkpoint.wrote()
  }

  #alone(waiting: Waiting): void {
    try {
      for (const end of this.#inOne([waiting])) end()
    } catch (error) {
      waiting.fail(error)
    }
  }
}
