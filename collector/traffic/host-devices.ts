import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isInterfaceName } from './interface-name.ts'
import { parseDefaultRoute } from './parse-default-route.ts'

/** The interfaces that are ports of a bridge, by name; none if there is no such bridge. */
export async function readBridgePorts(sysDir: string, bridge: string): Promise<string[]> {
  if (!isInterfaceName(bridge)) return []
  try {
    return (await readdir(join(sysDir, 'class/net', bridge, 'brif'))).sort()
  } catch (error) {
    if (isMissing(error)) return []
    throw new Error(`Cannot list the ports of the bridge ${bridge} in ${sysDir}: its uplink is unknown`, {
      cause: error,
    })
  }
}

/** The interface that the host's default route leaves by; null if there is none. */
export async function readDefaultRoute(procDir: string): Promise<string | null> {
  try {
    return parseDefaultRoute(await readFile(join(procDir, 'net/route'), 'utf8'))
  } catch (error) {
    if (isMissing(error)) return null
    throw new Error(`Cannot read the default route in ${procDir}/net/route: set an uplink instead`, {
      cause: error,
    })
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
