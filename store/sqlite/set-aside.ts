import { renameSync, rmSync, statSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { alone } from './alone.ts'

/** So that a disk that damages one file after the other is not filled with them. */
const keptAtMost = 3

/** What SQLite keeps beside a database. The log comes first: found beside a new file, it would be played into that. */
const companions = ['-wal', '-shm', ''] as const

/**
 * Renames a database with its log to `<path>.damaged-<time>`, if it still is the file of that inode, and removes the
 * oldest of such if they are too many. Answers the new path; null if another program has set it aside already.
 * @throws {Error} if the directory cannot be written
 */
export async function setAside(path: string, inode: number | null, nowMs: number): Promise<string | null> {
  const time = new Date(nowMs).toISOString().replaceAll(/[-:.]/g, '')
  const keptAs = `${path}.damaged-${time}`
  try {
    if (!alone(path, () => moveAway(path, inode, keptAs))) return null
    const others = (await damagedFiles(path)).filter((each) => each !== keptAs)
    for (const tooMany of others.slice(keptAtMost - 1))
      for (const end of companions) rmSync(tooMany + end, { force: true })
  } catch (cause) {
    throw new Error(`Cannot move the damaged ${path} away: let this program write its directory`, { cause })
  }
  return keptAs
}

function moveAway(path: string, inode: number | null, keptAs: string): boolean {
  if (inodeOf(path) !== inode) return false
  for (const end of companions) renameIfThere(path + end, keptAs + end)
  return true
}

/** What the file is, whatever its name; null if there is none. */
export function inodeOf(path: string): number | null {
  return statSync(path, { throwIfNoEntry: false })?.ino ?? null
}

function renameIfThere(from: string, to: string): void {
  try {
    renameSync(from, to)
  } catch (error) {
    unlessMissing(error)
  }
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
