import SqliteDatabase from 'better-sqlite3'

/** So long a program waits for another that begins the file or sets it aside. */
const patienceMs = 2_000

/**
 * Does work that no other program does for this database at the same time, such as beginning its file or renaming it: by
 * itself SQLite lets two programs undo each other's first steps. The lock is SQLite's, of the empty file `<path>.lock`
 * that stays; it ends with the program that holds it. `work` must not wait.
 */
export function alone<T>(path: string, work: () => T): T {
  const lock = new SqliteDatabase(`${path}.lock`, { timeout: patienceMs })
  try {
    return lock.transaction(work).exclusive()
  } finally {
    lock.close()
  }
}
