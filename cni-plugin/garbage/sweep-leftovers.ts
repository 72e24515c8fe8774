import { CniError } from '../../cni/cni-error.ts'
import { entryKey, type EntryName } from '../journal/entry-name.ts'
import { JournalEntry } from '../journal/journal-entry.ts'
import type { Platform } from '../platform/platform.ts'
import { listFiles, namesOf } from '../journal/read-journal.ts'

/**
 * Removes locks of containers without a record, and records that were not written to their end, of processes that were
 * ended: nobody has their lock. What cannot be removed is told on standard error. Answers whether none of them was
 * locked: else a process is at work.
 */
export async function sweepLeftovers(
  platform: Platform,
  stateDir: string,
  halfWritten: readonly EntryName[],
): Promise<boolean> {
  let isFree = true
  try {
    for (const name of [...halfWritten, ...lonelyLocks(platform, stateDir)]) {
      const entry = await JournalEntry.openIfFree(platform, stateDir, name)
      isFree &&= entry !== null
      try {
        entry?.read()
      } finally {
        entry?.release()
      }
    }
  } catch (error) {
    if (!(error instanceof CniError)) throw error
    platform.writeStderr(`genie: ${error.message}\n`)
    return false
  }
  return isFree
}

function lonelyLocks(platform: Platform, stateDir: string): readonly EntryName[] {
  const recorded = new Set(namesOf(listFiles(platform, `${stateDir}/journal`), '.json').map(entryKey))
  const locks = namesOf(listFiles(platform, `${stateDir}/locks`), '')
  return locks.filter((name) => !recorded.has(entryKey(name)))
}
