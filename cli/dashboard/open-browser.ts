import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** The program that opens an address on each system. */
const openers: Readonly<Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
}

/** Opens an address in the browser of the user; false if that is not possible. The browser outlives us. */
export async function openBrowser(
  address: string,
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
): Promise<boolean> {
  const [program, ...args] = openers[platform] ?? ['xdg-open']
  const child = spawn(program, [...args, address], { stdio: 'ignore', detached: true, env: { ...env } })
  child.unref()
  try {
    await once(child, 'spawn')
    return true
  } catch {
    return false
  }
}
