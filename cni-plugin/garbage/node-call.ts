import type { ConflistPlugin } from '../../cni/parse-conflist.ts'
import type { DelegateCall } from '../delegates/delegate-call.ts'
import type { Request } from '../request/read-request.ts'

/** A call of a delegate that is about the node and not about a container: GC and STATUS. */
export const nodeCall = (
  { args: { command, path } }: Request,
  network: string,
  { type }: ConflistPlugin,
  stdin: string,
  deadlineMs: number,
): DelegateCall => ({
  args: { command, containerId: '', netns: '', ifname: '', cniArgs: '', path },
  network,
  type,
  stdin,
  deadlineMs,
})
