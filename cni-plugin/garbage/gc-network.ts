import { CniError } from '../../cni/cni-error.ts'
import { errorCodes } from '../../cni/error-codes.ts'
import type { Conflist, ConflistPlugin } from '../../cni/parse-conflist.ts'
import { pluginRequest } from '../../cni/plugin-request.ts'
import { spliceMembers } from '../../cni/splice-members.ts'
import { deadlines } from '../deadlines.ts'
import type { EntryName } from '../journal/entry-name.ts'
import { nodeCall } from './node-call.ts'
import { validAttachmentsKeys } from './parse-valid-attachments.ts'
import type { Platform } from '../platform/platform.ts'
import type { Request } from '../request/read-request.ts'
import { refuseWhenStopping } from '../request/refuse-when-stopping.ts'
import { runDelegate } from '../delegates/run-delegate.ts'

/**
 * Runs GC through a network's plugins with the attachments that are valid on it. Returns what failed; begins nothing
 * after the monotonic time `until`.
 */
export async function gcNetwork(
  platform: Platform,
  request: Request,
  conflist: Conflist,
  valid: readonly EntryName[],
  until: number,
): Promise<readonly CniError[]> {
  const failures: CniError[] = []
  for (const plugin of conflist.plugins) {
    try {
      refuseWhenStopping(platform)
      if (platform.monotonicMs() >= until) throw timeUp(conflist, plugin)
      const deadlineMs = Math.min(request.conf.delegateMs, deadlines.collectDelegateMs)
      const stdin = gcRequest(conflist, plugin, valid)
      await runDelegate(platform, nodeCall(request, conflist.name, plugin, stdin, deadlineMs))
    } catch (error) {
      if (!(error instanceof CniError)) throw error
      failures.push(error)
    }
  }
  return failures
}

/** The list goes under both names, as the reference library sends it. */
function gcRequest(conflist: Conflist, plugin: ConflistPlugin, valid: readonly EntryName[]): string {
  const list = JSON.stringify(valid.map(({ containerId, ifname }) => ({ containerID: containerId, ifname })))
  return spliceMembers(
    pluginRequest(conflist, plugin, { prevResult: null }),
    Object.fromEntries(validAttachmentsKeys.map((key) => [key, list])),
  )
}

const timeUp = ({ name }: Conflist, { type }: ConflistPlugin) =>
  new CniError(
    errorCodes.tryAgainLater,
    `Cannot have delegate "${type}" of network "${name}" collect garbage as the time was up: send GC again`,
  )
