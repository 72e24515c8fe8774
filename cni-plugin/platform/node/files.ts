import {
  accessSync,
  closeSync,
  constants,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { PlatformError } from '../platform.ts'

/** As `Platform.readFile`. */
export function readFile(path: string, limitBytes: number): string | undefined {
  const stats = statSync(path, { throwIfNoEntry: false })
  if (stats === undefined) return undefined
  if (stats.size > limitBytes) throw new PlatformError('EFBIG', `${path} is longer than ${limitBytes} bytes`)
  // From a pipe or a device Node would read for ever.
  if (!stats.isFile() && !stats.isDirectory()) throw new PlatformError('ENXIO', `${path} is no file`)
  return readFileSync(path, 'utf8')
}

/** As `Platform.readFileItself`. */
export function readFileItself(path: string, limitBytes: number): string | undefined {
  const stats = lstatSync(path, { throwIfNoEntry: false })
  if (stats?.isSymbolicLink() === true) throw new PlatformError('ELOOP', `${path} is a link`)
  return readFile(path, limitBytes)
}

/** As `Platform.isExecutable`. */
export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}

/** As `Platform.list`. */
export function list(path: string): string[] {
  try {
    return readdirSync(path).sort()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

/** As `Platform.create`. */
export function create(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const fd = openSync(path, 'wx', 0o600)
  try {
    writeAndClose(fd, text)
    syncDirectory(dirname(path))
  } catch (error) {
    rmSync(path, { force: true })
    throw error
  }
}

function writeAndClose(fd: number, text: string): void {
  try {
    writeFileSync(fd, text, { flush: true })
  } finally {
    closeSync(fd)
  }
}

/** As `Platform.append`. */
export function append(path: string, text: string): void {
  const fd = openSync(path, constants.O_WRONLY | constants.O_APPEND | constants.O_NOFOLLOW)
  try {
    writeFileSync(fd, text)
  } finally {
    closeSync(fd)
  }
}

/** A new name is on the disk only when the directory that it stands in is. */
function syncDirectory(path: string): void {
  const fd = openSync(path, 'r')
  try {
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
}

/** Writes all of it, however little a pipe takes at a time. */
export function writeAll(fd: number, text: string): void {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length;) at += writeSome(fd, bytes, at)
}

function writeSome(fd: number, bytes: Buffer, at: number): number {
  try {
    return writeSync(fd, bytes, at)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return 0
    throw error
  }
}
