import { CniError } from '../cni/cni-error.ts'
import { errorCodes } from '../cni/error-codes.ts'
import { parseConflist, type Conflist } from '../cni/parse-conflist.ts'
import { pluginRequest } from '../cni/plugin-request.ts'
import { isAtLeast } from '../cni/versions.ts'
import type { Plan } from '../domain/plan-protocol.ts'
import { deadlines } from './deadlines.ts'
import { planByDefault } from './fallback/plan-by-annotations.ts'
import { readConfDir } from './fallback/read-conf-dir.ts'
import { readLastGood, type LastGood } from './fallback/read-last-good.ts'
import { silenceOf } from './fallback/silence-of.ts'
import type { GenieConf } from './request/genie-conf.ts'
import { nodeCall } from './garbage/node-call.ts'
import type { Platform } from './platform/platform.ts'
import type { Request } from './request/read-request.ts'
import { defaultPlan } from './retired/default-plan.ts'
import { requireVersion } from './request/require-version.ts'
import { runDelegate } from './delegates/run-delegate.ts'

/**
 * STATUS: ready if the agent, without which most pods cannot be attached, takes connections, and if the delegates of
 * the networks that a pod without annotations gets are ready, as far as their version knows STATUS. Code 50 without an
 * agent or such a network; a delegate's own error keeps its code. Where the agent is gone for good the node goes on
 * without it, and this says so. A retired conf asks for no agent. Prints nothing.
 */
export async function status(platform: Platform, request: Request): Promise<string> {
  requireVersion(request, '1.1.0')
  const plan = request.conf.isRetired
    ? () => defaultPlan(platform, request.conf, ifname)
    : await planWithAgent(platform, request.conf)
  const endsAt = platform.monotonicMs() + deadlines.statusMs
  for (const conflist of conflistsOf(plan))
    if (isAtLeast(conflist.version, '1.1.0')) await requireReady(platform, request, conflist, endsAt)
  return ''
}

/** What runtimes call a pod's main interface; no conflist depends on it. */
const ifname = 'eth0'

const notReady = (why: string) => new CniError(errorCodes.notAvailable, why)

/** Whether the agent is gone for good; throws if it may come back. */
async function requireAgent(platform: Platform, socket: string, lastGood: LastGood | null): Promise<boolean> {
  try {
    const connection = await platform.dial(socket, deadlines.planMs)
    connection.close()
    return false
  } catch {
    if (silenceOf(platform, lastGood) === null)
      throw notReady(`Cannot attach pods as nobody listens at ${socket}: start genie-agent`)
    platform.writeStderr(
      `genie: The agent at ${socket} is gone for good, pods get the default network: install genie-agent again, or take the conf of genie out of the conf dir\n`,
    )
    return true
  }
}

/** What such a pod gets, once it is known whether the agent is there. */
async function planWithAgent(platform: Platform, conf: GenieConf): Promise<() => Plan> {
  const { confDir, defaultPlugin } = conf
  const lastGood = readLastGood(platform, conf.stateDir)
  const isGone = await requireAgent(platform, conf.socket, lastGood)
  const asked = { ifname, ...(defaultPlugin !== undefined && { defaultPlugin }) }
  return () =>
    planByDefault(asked, { ...readConfDir(platform, confDir), hostNic: () => '', lastGood }, isGone)
}

/** Whatever such a pod would be refused with says why the node is not ready. */
function conflistsOf(plan: () => Plan): readonly Conflist[] {
  try {
    return plan().attachments.map(({ conflist }) => parseConflist(conflist))
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
