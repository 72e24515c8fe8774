import { CniError } from '../cni/cni-error.ts'
import { entryKey, type EntryName } from './entry-name.ts'
import { JournalEntry } from './journal-entry.ts'
import type { Platform } from './platform/platform.ts'
import { listFiles, namesOf } from './read-journal.ts'

/**
 * Removes locks of containers that have no record, and half-written files, of processes that were ended: nobody has
 * their lock. What cannot be removed is told on standard error.
 */
export async function sweepLeftovers(platform: Platform, stateDir: string): Promise<void> {
  try {
    for (const name of leftovers(platform, stateDir)) {
      const entry = await JournalEntry.openIfFree(platform, stateDir, name)
      try {
        entry?.clearHalfWritten()
      } finally {
        entry?.release()
      }
    }
  } catch (error) {
    if (!(error instanceof CniError)) throw error
    platform.writeStderr(`genie: ${error.message}\n`)
  }
}

function leftovers(platform: Platform, stateDir: string): readonly EntryName[] {
  const files = listFiles(platform, `${stateDir}/journal`)
  const recorded = new Set(namesOf(files, '.json').map(entryKey))
  const halfWritten = ['.json.tmp', '.corrupt.tmp'].flatMap((ending) => namesOf(files, ending))
  const locks = namesOf(listFiles(platform, `${stateDir}/locks`), '')
  return [...halfWritten, ...locks.filter((name) => !recorded.has(entryKey(name)))]
}
