import * as sys from 'sys'
import type { Lock } from '../platform.ts'
import { unless } from './attempt.ts'
import { openInDirectory } from './files.ts'
import { retry } from './retry.ts'

/** Takes the lock of a file as `Platform.lock` promises. */
export function takeLock(path: string, deadlineMs: number): Lock {
  const fd = retry(`lock ${path}`, deadlineMs, () => tryLock(path))
  return {
    release({ remove }) {
      if (remove) unless('ENOENT', () => sys.unlink(path))
      sys.close(fd)
    },
  }
}

/** Undefined if somebody else has the lock, or has removed its file between our opening and our locking it. */
function tryLock(path: string): number | undefined {
  const fd = openInDirectory(path, sys.O_WRONLY | sys.O_CREAT | sys.O_NOFOLLOW)
  if (sys.tryLock(fd) && sys.isOpenAt(path, fd)) return fd
  sys.close(fd)
  return undefined
}
