import { parseCniArgs } from '../../cni/parse-cni-args.ts'
import type { AttachmentRecord } from '../../domain/attachment-record.ts'
import { toRecorded, type Attachment } from '../attach/attachment.ts'
import { bootId } from './boot-id.ts'
import type { SettledPlan } from '../plan/settle-plan.ts'
import { podIdentity } from '../request/pod-identity.ts'
import type { Platform } from '../platform/platform.ts'
import type { Request } from '../request/read-request.ts'

/** The journal's record of an ADD that is about to begin. */
export function recordOf(
  platform: Platform,
  { args }: Request,
  { plan, missed }: Pick<SettledPlan, 'plan' | 'missed'>,
  attachments: readonly Attachment[],
): AttachmentRecord {
  const { containerId, ifname, netns, cniArgs, path: cniPath } = args
  return {
    version: 2,
    state: 'pending',
    ...{ containerId, ifname, netns, bootId: bootId(platform), cniArgs, cniPath },
    ...podIdentity(parseCniArgs(cniArgs)),
    decision: plan.decision ?? null,
    ...(missed !== null && { agent: missed }),
    attachments: attachments.map(toRecorded),
  }
}
