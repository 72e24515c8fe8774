import { readFileSync } from 'node:fs'

/** What the kernel calls the time since this machine was started; empty where it does not say. */
export function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  } catch {
    return ''
  }
}
