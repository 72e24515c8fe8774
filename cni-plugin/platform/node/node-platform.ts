import { existsSync, renameSync, rmSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { crc32 } from 'node:zlib'
import type { Platform } from '../platform.ts'
import { openRoutes } from './default-routes.ts'
import { dial } from './dial.ts'
import { append, create, isExecutable, list, readFile, readFileItself, writeAll } from './files.ts'
import { isNamespace } from './is-namespace.ts'
import { platformErrorOf, translated } from './platform-error-of.ts'
import { readStdin } from './read-stdin.ts'
import { runProgram } from './run-program.ts'
import { takeLock } from './take-lock.ts'

/** The platform on Node. From now on SIGTERM, SIGINT and SIGHUP only ask to stop, as `stopping` tells. */
export function nodePlatform(): Platform {
  const stop = new AbortController()
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => stop.abort())
  const failing = (error: unknown): never => {
    throw platformErrorOf(error)
  }
  return {
    env: (name) => process.env[name],
    readStdin: (limitBytes, deadlineMs) => readStdin(limitBytes, deadlineMs).catch(failing),
    writeStdout: (text) => translated(() => writeAll(1, text)),
    writeStderr: (text) => void process.stderr.write(text),
    readFile: (path, limitBytes) => translated(() => readFile(path, limitBytes)),
    readFileItself: (path, limitBytes) => translated(() => readFileItself(path, limitBytes)),
    isExecutable,
    exists: existsSync,
    list: (path) => translated(() => list(path)),
    checksum: (text) => crc32(text).toString(16).padStart(8, '0'),
    create: (path, text) => translated(() => create(path, text)),
    append: (path, text) => translated(() => append(path, text)),
    rename: (from, to) => translated(() => renameSync(from, to)),
    remove: (path) => translated(() => rmSync(path, { force: true })),
    lock: (path, deadlineMs) => takeLock(path, deadlineMs).catch(failing),
    dial,
    run: (command) => runProgram(command, stop.signal),
    isNamespace,
    openRoutes: (netns) => translated(() => openRoutes(netns)),
    stopping: () => stop.signal.aborted,
    monotonicMs: () => performance.now(),
    wallMs: () => Date.now(),
    startedAtMs: performance.nodeTiming.startTime,
    pause: (ms) => pause(ms),
  }
}
