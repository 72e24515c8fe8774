import { CniError } from '../../cni/cni-error.ts'
import { isConfFile } from '../../pod-networks/read-network.ts'
import { sweepLeftovers } from '../garbage/sweep-leftovers.ts'
import { listFiles } from '../journal/read-journal.ts'
import { PlatformError, type Platform } from '../platform/platform.ts'
import type { Request } from '../request/read-request.ts'
import { removeIfRetired } from './remove-if-retired.ts'

/**
 * The last act of a retired conf: once the journal is empty and nobody is at work on it, it is removed, so that the
 * runtime goes by the next one. A conf that is in force, a link and what is not ours are left alone. Never throws: what
 * the disk refuses is tried again by the next call, or by the installer.
 */
export async function removeRetiredConfs(platform: Platform, { conf }: Request): Promise<void> {
  try {
    if (hasRecords(platform, conf.stateDir)) return
    // Whoever has a lock may be about to write a record, by a conf that it read before ours was retired.
    const isFree = await sweepLeftovers(platform, conf.stateDir, [])
    if (!isFree || hasRecords(platform, conf.stateDir)) return
    for (const file of platform.list(conf.confDir).filter(isConfFile))
      removeIfRetired(platform, `${conf.confDir}/${file}`)
  } catch (error) {
    if (!(error instanceof CniError || error instanceof PlatformError)) throw error
    platform.writeStderr(`genie: Cannot remove the retired conf in ${conf.confDir}: ${error.message}\n`)
  }
}

const hasRecords = (platform: Platform, stateDir: string) =>
  listFiles(platform, `${stateDir}/journal`).some((file) => file.endsWith('.json'))
