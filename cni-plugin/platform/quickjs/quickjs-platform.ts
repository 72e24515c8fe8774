import * as sys from 'sys'
import type { Platform } from '../platform.ts'
import { attempt, unless } from './attempt.ts'
import { openRoutes } from './default-routes.ts'
import { dial } from './dial.ts'
import { append, create, readFile } from './files.ts'
import { takeLock } from './lock.ts'
import { settle } from './settle.ts'

/** A runtime that has not taken its result by then never will. */
const outputWaitMs = 5000

/**
 * The product's platform. All of it waits in the kernel; the promises are for the sake of Node's. What comes from
 * outside and is not UTF-8 holds U+FFFD instead; all other text passes byte for byte.
 */
export const quickJsPlatform: Platform = {
  env: sys.env,
  readStdin: (limitBytes, deadlineMs) =>
    settle(() => attempt('read standard input', () => sys.read(0, limitBytes, deadlineMs, false))),
  writeStdout: (text) => attempt('write standard output', () => sys.write(1, text, outputWaitMs)),
  writeStderr(text) {
    try {
      sys.write(2, text, outputWaitMs)
    } catch {
      // A log that nobody takes is no reason to fail
    }
  },
  readFile: (path, limitBytes) => attempt(`read ${path}`, () => readFile(path, limitBytes)),
  readFileItself: (path, limitBytes) =>
    attempt(`read ${path}`, () => readFile(path, limitBytes, sys.O_NOFOLLOW)),
  isExecutable: sys.isProgram,
  exists: sys.exists,
  list: (path) => attempt(`list ${path}`, () => unless('ENOENT', () => sys.list(path)) ?? []).sort(),
  checksum: (text) => sys.crc32(text).toString(16).padStart(8, '0'),
  create: (path, text) => attempt(`write ${path}`, () => create(path, text)),
  append: (path, text) => attempt(`write ${path}`, () => append(path, text)),
  rename: (from, to) => attempt(`rename ${from}`, () => sys.rename(from, to)),
  remove: (path) => attempt(`remove ${path}`, () => unless('ENOENT', () => sys.unlink(path))),
  lock: (path, deadlineMs) => settle(() => attempt(`lock ${path}`, () => takeLock(path, deadlineMs))),
  dial: (path, deadlineMs) => settle(() => dial(path, deadlineMs)),
  run: ({ path, env, stdin, deadlineMs, outputLimitBytes }) =>
    settle(() =>
      sys.run(path, env.map((entry) => `${entry}\0`).join(''), stdin, deadlineMs, outputLimitBytes),
    ),
  isNamespace: sys.isNamespace,
  openRoutes,
  stopping: sys.stopping,
  monotonicMs: sys.now,
  wallMs: sys.wallClock,
  get startedAtMs() {
    return sys.startedAt()
  },
  pause: (ms) => settle(() => unless('ECANCELED', () => sys.pause(ms))),
}
