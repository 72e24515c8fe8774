import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { parseIpAddress, type IpAddress } from './ip-address.ts'

/**
 * The addresses that host-local has given out on a network: one file for each, named after it. What else is there
 * (`lock`, `last_reserved_ip.0`) is no address. A directory that nobody has made yet holds none.
 */
export async function readLeases(dataDir: string, network: string): Promise<IpAddress[]> {
  try {
    const names = await readdir(join(dataDir, network))
    return names.flatMap((name) => parseIpAddress(name) ?? [])
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw new Error(`Cannot list the addresses in ${dataDir}/${network}: let this program read it`, {
      cause: error,
    })
  }
}
