import * as sys from 'sys'
import { unless } from './attempt.ts'
import { closing } from './closing.ts'

/** Bounds the wait for a pipe that somebody has put in a file's place; a file itself never keeps poll(2) waiting. */
const fileWaitMs = 2000

/** The text of a file, or undefined if there is none. `flags` go beside those of reading. */
export function readFile(path: string, limitBytes: number, flags = 0): string | undefined {
  const fd = unless('ENOENT', () => sys.open(path, sys.O_RDONLY | flags))
  if (fd === undefined) return undefined
  return closing(fd, () => sys.read(fd, limitBytes, fileWaitMs, false))
}

/** Makes a new file as `Platform.create` promises. */
export function create(path: string, text: string): void {
  const fd = openInDirectory(path, sys.O_WRONLY | sys.O_CREAT | sys.O_EXCL)
  try {
    closing(fd, () => {
      sys.write(fd, text, fileWaitMs)
      sys.sync(fd)
    })
    syncDirectory(directoryOf(path))
  } catch (error) {
    removeQuietly(path)
    throw error
  }
}

/** Adds to a file as `Platform.append` promises. */
export function append(path: string, text: string): void {
  const fd = sys.open(path, sys.O_WRONLY | sys.O_APPEND | sys.O_NOFOLLOW)
  closing(fd, () => sys.write(fd, text, fileWaitMs))
}

/** What led here matters more than what the removal says. */
function removeQuietly(path: string): void {
  try {
    sys.unlink(path)
  } catch {
    // The disk refuses this as well.
  }
}

/** Opens a file that may be new, in a directory that may be missing. */
export function openInDirectory(path: string, flags: number): number {
  const fd = unless('ENOENT', () => sys.open(path, flags))
  if (fd !== undefined) return fd
  makeDirectory(directoryOf(path))
  return sys.open(path, flags)
}

function makeDirectory(path: string): void {
  if (sys.exists(path)) return
  const parent = directoryOf(path)
  makeDirectory(parent)
  unless('EEXIST', () => sys.mkdir(path))
  syncDirectory(parent)
}

/** A new name is on the disk only when the directory that it stands in is. */
function syncDirectory(path: string): void {
  const fd = sys.open(path, sys.O_RDONLY)
  closing(fd, () => sys.sync(fd))
}

function directoryOf(path: string): string {
  const slash = path.lastIndexOf('/')
  if (slash < 0) return '.'
  return slash === 0 ? '/' : path.slice(0, slash)
}
