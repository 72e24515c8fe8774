import { bootId } from '../journal/boot-id.ts'
import type { Platform } from '../platform/platform.ts'
import type { LastGood } from './read-last-good.ts'

/** An agent refreshes its file every minute: one that has not for so long was taken away. */
const patienceMs = 5 * 60_000
const uptimePath = '/proc/uptime'
const uptimeBytes = 100

/** What the machine's clocks say. */
export interface Clocks {
  /** Unix time in ms, which jumps. */
  readonly wallMs: number
  readonly bootId: string
  /** How long ago the machine was started; infinite where that is unknown. */
  readonly upMs: number
}

/** For how many ms the agent has said nothing, if that is so long that it is gone for good; null if it may come back. */
export function silenceOf(platform: Platform, lastGood: LastGood | null): number | null {
  if (lastGood === null) return null
  const clocks = { wallMs: platform.wallMs(), bootId: bootId(platform), upMs: uptimeMs(platform) }
  const silentMs = silentForMs(lastGood, clocks)
  return silentMs > patienceMs ? silentMs : null
}

/**
 * For how many ms of this boot the agent has said nothing, as far as all witnesses agree; 0 if nobody can tell. The time
 * since the boot does not jump, but a container may be shown one of its own; the wall clock does, so that a file from
 * the future is as far away as one from the past. On a machine that has just started the agent is on its way, however
 * old its file is.
 */
export function silentForMs({ at, since }: LastGood, { wallMs, bootId: boot, upMs }: Clocks): number {
  const byWallClock = at === null ? 0 : Math.abs(wallMs - at)
  const isOfThisBoot = since !== null && since.bootId === boot
  return Math.min(byWallClock, isOfThisBoot ? Math.max(0, upMs - since.upMs) : upMs)
}

function uptimeMs(platform: Platform): number {
  try {
    const seconds = Number.parseFloat(platform.readFile(uptimePath, uptimeBytes) ?? '')
    return Number.isNaN(seconds) ? Infinity : seconds * 1_000
  } catch {
    return Infinity
  }
}
