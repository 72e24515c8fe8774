import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '../../service-kit/clock.ts'
import type { AuditToken } from './audit-turn.ts'

/** Longer than a burst and the round in which it is sent. */
const lastsMs = 15_000

/** The token as a file of the peers' directory, which whoever finds it old takes away. */
export function auditLock(dir: string, identity: string, clock: Clock): AuditToken {
  const lock = join(dir, '.audit.lock')
  return {
    async claim() {
      await mkdir(dir, { recursive: true, mode: 0o700 })
      await removeOld(lock, `${lock}.${process.pid}`, clock)
      try {
        await writeFile(lock, `${identity}\n`, { flag: 'wx', mode: 0o600 })
        return true
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
        throw error
      }
    },
  }
}

/** It is moved aside first: of two who find it old only one removes it, and not the new one of the other. */
async function removeOld(lock: string, aside: string, clock: Clock): Promise<void> {
  const isOld = async (path: string) => {
    const found = await stat(path).catch(() => null)
    return found !== null && Math.abs(clock.nowMs() - found.mtimeMs) > lastsMs
  }
  if (!(await isOld(lock))) return
  const isMoved = await rename(lock, aside).then(
    () => true,
    () => false,
  )
  if (!isMoved) return
  if (await isOld(aside)) await rm(aside, { force: true })
  else await rename(aside, lock)
}
