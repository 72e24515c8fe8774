import { CniError } from '../cni/cni-error.ts'
import { errorCodes } from '../cni/error-codes.ts'
import { parseConflist, type Conflist } from '../cni/parse-conflist.ts'
import { pluginRequest } from '../cni/plugin-request.ts'
import { isAtLeast } from '../cni/versions.ts'
import { deadlines } from './deadlines.ts'
import { planByAnnotations } from './fallback/plan-by-annotations.ts'
import { readConfDir } from './fallback/read-conf-dir.ts'
import type { GenieConf } from './request/genie-conf.ts'
import { nodeCall } from './garbage/node-call.ts'
import type { Platform } from './platform/platform.ts'
import type { Request } from './request/read-request.ts'
import { requireVersion } from './request/require-version.ts'
import { runDelegate } from './delegates/run-delegate.ts'

/**
 * STATUS: ready if the agent, without which most pods cannot be attached, takes connections, and if the delegates of
 * the networks that a pod without annotations gets are ready, as far as their version knows STATUS. Code 50 without an
 * agent or such a network; a delegate's own error keeps its code. Prints nothing.
 */
export async function status(platform: Platform, request: Request): Promise<string> {
  requireVersion(request, '1.1.0')
  await requireAgent(platform, request.conf.socket)
  const endsAt = platform.monotonicMs() + deadlines.statusMs
  for (const conflist of defaultConflists(platform, request.conf))
    if (isAtLeast(conflist.version, '1.1.0')) await requireReady(platform, request, conflist, endsAt)
  return ''
}

const notReady = (why: string) => new CniError(errorCodes.notAvailable, why)

async function requireAgent(platform: Platform, socket: string): Promise<void> {
  try {
    const connection = await platform.dial(socket, deadlines.planMs)
    connection.close()
  } catch {
    throw notReady(`Cannot attach pods as nobody listens at ${socket}: start genie-agent`)
  }
}

/** Whatever such a pod would be refused with says why the node is not ready. */
function defaultConflists(platform: Platform, { confDir, defaultPlugin }: GenieConf): readonly Conflist[] {
  const asked = { ifname: 'eth0', ...(defaultPlugin !== undefined && { defaultPlugin }) }
  const node = { ...readConfDir(platform, confDir), hostNic: () => '', lastGood: () => [] }
  try {
    return planByAnnotations(asked, {}, node).attachments.map(({ conflist }) => parseConflist(conflist))
  } catch (error) {
    throw error instanceof CniError ? notReady(error.message) : error
  }
}

/** Throws the first plugin's error. */
async function requireReady(
  platform: Platform,
  request: Request,
  conflist: Conflist,
  endsAt: number,
): Promise<void> {
  for (const plugin of conflist.plugins) {
    const stdin = pluginRequest(conflist, plugin, { prevResult: null })
    const leftMs = Math.max(1, Math.min(request.conf.delegateMs, endsAt - platform.monotonicMs()))
    await runDelegate(platform, nodeCall(request, conflist.name, plugin, stdin, leftMs))
  }
}
