import type { Platform } from '../platform/platform.ts'

const path = '/proc/sys/kernel/random/boot_id'
const limitBytes = 100

/** What the kernel calls the time since the machine was started; empty where there is no such thing. */
export function bootId(platform: Platform): string {
  try {
    return platform.readFile(path, limitBytes)?.trim() ?? ''
  } catch {
    return ''
  }
}
