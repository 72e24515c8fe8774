import { access, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isInterfaceName } from '../traffic/interface-name.ts'

/**
 * What an interface's link carries, in bits per second; null where nobody says. Interfaces without a device (veth, tap,
 * bridge) state figures that mean nothing; a link that is down answers EINVAL.
 */
export async function readLinkSpeed(sysDir: string, name: string): Promise<number | null> {
  if (!isInterfaceName(name)) return null
  const directory = join(sysDir, 'class/net', name)
  try {
    await access(join(directory, 'device'))
    return parseLinkSpeed(await readFile(join(directory, 'speed'), 'latin1'))
  } catch {
    return null
  }
}

/** Reads `/sys/class/net/<if>/speed`: Mbit/s, and -1 for unknown. */
export function parseLinkSpeed(text: string): number | null {
  const megabits = /^(\d{1,9})\n?$/.exec(text)?.[1]
  return megabits === undefined || Number(megabits) === 0 ? null : Number(megabits) * 1_000_000
}
