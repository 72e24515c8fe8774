import { parseCniArgs } from '../cni/parse-cni-args.ts'
import type { AttachmentRecord } from '../domain/attachment-record.ts'
import type { Plan } from '../domain/plan-protocol.ts'
import { toRecorded, type Attachment } from './attachment.ts'
import { podIdentity } from './pod-identity.ts'
import type { Request } from './read-request.ts'

/** The journal's record of an ADD as it stands. */
export function recordOf(
  { args }: Request,
  plan: Plan,
  attachments: readonly Attachment[],
  state: AttachmentRecord['state'],
): AttachmentRecord {
  return {
    version: 1,
    state,
    containerId: args.containerId,
    ifname: args.ifname,
    netns: args.netns,
    cniArgs: args.cniArgs,
    ...podIdentity(parseCniArgs(args.cniArgs)),
    decision: plan.decision ?? null,
    attachments: attachments.map(toRecorded),
  }
}
