import { CniError } from '../../cni/cni-error.ts'
import { deadlines } from '../deadlines.ts'
import { PlatformError, type Platform } from '../platform/platform.ts'
import type { Request } from '../request/read-request.ts'
import { sweepWithin, type SweepReport } from './sweep.ts'

/** A runtime and its kubelet wait for this DEL: what is more goes to the next one. */
const most = 16

/**
 * Sweeps, within a few seconds, if `<stateDir>/sweep-wanted` asks for it: a contained agent cannot start the plugin in
 * the host's namespaces, so it leaves this file for the next DEL. Of several DELs one finds it. Where something was left
 * for want of time the file is put back; what failed the agent sees in the journal. Never throws: it is no part of the
 * DEL that it follows.
 */
export async function sweepOnRequest(platform: Platform, request: Request): Promise<void> {
  const path = `${request.conf.stateDir}/sweep-wanted`
  try {
    if (platform.stopping() || !platform.exists(path) || !take(platform, path)) return
    const limits = {
      until: platform.monotonicMs() + deadlines.passingStaleMs,
      most,
      task: 'passing',
    } as const
    const { report, left } = await sweepWithin(platform, request, limits)
    if (left > 0) ask(platform, path)
    platform.writeStderr(`genie: ${accountOf(report, left)}\n`)
  } catch (error) {
    if (!(error instanceof CniError || error instanceof PlatformError)) throw error
    platform.writeStderr(`genie: Cannot sweep as ${path} asks: ${error.message}\n`)
  }
}

/** A file can be renamed by one process only. What a process that was ended has left of that is overwritten. */
function take(platform: Platform, path: string): boolean {
  const taken = `${path}.taken`
  try {
    platform.rename(path, taken)
  } catch (error) {
    if (error instanceof PlatformError && error.code === 'ENOENT') return false
    throw error
  }
  platform.remove(taken)
  return true
}

/** Somebody else may have asked meanwhile. */
function ask(platform: Platform, path: string): void {
  try {
    platform.create(path, '')
  } catch (error) {
    if (!(error instanceof PlatformError && error.code === 'EEXIST')) throw error
  }
}

function accountOf({ swept, failed }: SweepReport, left: number): string {
  const names = swept.map(({ containerId, ifname, reason }) => `${containerId}@${ifname} ${reason}`)
  const faults = failed.map(({ containerId, ifname, error }) => `${containerId}@${ifname}: ${error}`)
  return [
    `Swept ${swept.length} on request of the agent${names.length > 0 ? ` (${names.join(', ')})` : ''}`,
    ...(faults.length > 0 ? [`could not sweep ${faults.join(', ')}`] : []),
    ...(left > 0 ? [`left ${left} to the next DEL`] : []),
  ].join('; ')
}
