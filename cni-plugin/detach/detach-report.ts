import type { CniError } from '../../cni/cni-error.ts'
import type { AttachmentRecord } from '../../domain/attachment-record.ts'
import type { Report } from '../../domain/plan-protocol.ts'

/** What the agent is told of a DEL, whoever asked for it. */
export const detachReport = (
  { containerId, ifname, decision }: AttachmentRecord,
  failure: CniError | null,
): Report => ({
  type: 'report',
  command: 'DEL',
  containerId,
  ifname,
  outcome: failure === null ? 'done' : 'failed',
  ...(decision !== null && { decision }),
  ...(failure !== null && { error: failure.message }),
})
