import { uptime } from 'node:os'
import { bootId } from '../sweep/boot-id.ts'

/** A time that no setting of the clock changes. */
export interface TimeSinceBoot {
  /** What the kernel calls the time since the machine was started; empty where it does not say. */
  readonly boot: string
  /** How long ago that was, in ms. */
  readonly upMs: number
}

/** It is now so long since the machine was started. */
export const timeSinceBoot = (): TimeSinceBoot => ({ boot: bootId(), upMs: Math.round(uptime() * 1_000) })
