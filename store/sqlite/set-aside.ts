import { readdir, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/** So that a disk that damages one file after the other is not filled with them. */
const keptAtMost = 3

/** What SQLite keeps beside a database. The log comes first: found beside a new file, it would be played into that. */
const companions = ['-wal', '-shm', ''] as const

/**
 * Renames a database with its log to `<path>.damaged-<time>`, and removes the oldest of such if they are too many.
 * Answers the new path.
 * @throws {Error} if the directory cannot be written
 */
export async function setAside(path: string, nowMs: number): Promise<string> {
  const time = new Date(nowMs).toISOString().replaceAll(/[-:.]/g, '')
  const keptAs = `${path}.damaged-${time}`
  try {
    for (const end of companions) await rename(path + end, keptAs + end).catch(unlessMissing)
    const others = (await damagedFiles(path)).filter((each) => each !== keptAs)
    for (const tooMany of others.slice(keptAtMost - 1))
      for (const end of companions) await rm(tooMany + end, { force: true })
  } catch (cause) {
    throw new Error(`Cannot move the damaged ${path} away: let this program write its directory`, { cause })
  }
  return keptAs
}

/** The databases that were set aside and are still there, newest first. */
export async function damagedFiles(path: string): Promise<readonly string[]> {
  const begin = `${basename(path)}.damaged-`
  const names = await readdir(dirname(path)).catch(() => [])
  return names
    .filter((name) => name.startsWith(begin) && !/-(wal|shm)$/.test(name))
    .sort()
    .reverse()
    .map((name) => join(dirname(path), name))
}

function unlessMissing(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
}
