import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { closeSync, constants, mkdirSync, openSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { PlatformError, type Lock } from '../platform.ts'
import { platformErrorOf } from './platform-error-of.ts'

const retryMs = 10

/**
 * As `Platform.lock`. Node has no flock(2): on Linux a name in the kernel's table of abstract sockets serves, on macOS
 * open(2) with its own flag. The kernel frees both when the process dies. No file is left to be removed on Linux.
 */
export async function takeLock(path: string, deadlineMs: number): Promise<Lock> {
  const tryLock = process.platform === 'linux' ? listenOn : openLocked
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const endsAt = performance.now() + deadlineMs
  for (;;) {
    try {
      return await tryLock(path)
    } catch (error) {
      const { code, message } = platformErrorOf(error)
      if (code !== 'EADDRINUSE' && code !== 'EAGAIN') throw new PlatformError(code, message)
      if (performance.now() >= endsAt) throw new PlatformError('ETIMEDOUT', `${path} stayed locked`)
      await pause(retryMs)
    }
  }
}

async function listenOn(path: string): Promise<Lock> {
  const server = createServer()
  server.listen({ path: `\0genie-${createHash('sha256').update(path).digest('hex')}` })
  await once(server, 'listening')
  return { release: () => void server.close() }
}

const exclusiveLockOfMacOs = 0x20

function openLocked(path: string): Promise<Lock> {
  const { O_CREAT, O_RDWR, O_NONBLOCK } = constants
  const fd = openSync(path, O_CREAT | O_RDWR | O_NONBLOCK | exclusiveLockOfMacOs, 0o600)
  return Promise.resolve({ release: () => closeSync(fd) })
}
