import type { Database } from 'better-sqlite3'
import { freePages } from './bytes-of.ts'
import type { Steps } from './steps.ts'

/** Pages that one step moves: some milliseconds of work. */
const pagesAStep = 64

/** Gives the pages that hold nothing back to the file system. */
export async function giveBack(database: Database, steps: Steps): Promise<void> {
  for (let free = freePages(database); free > 0;) {
    database.pragma(`incremental_vacuum(${pagesAStep})`)
    const left = freePages(database)
    if (left >= free || !(await steps.next())) return
    free = left
  }
}
