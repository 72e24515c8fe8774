import { parseCniArgs } from '../cni/parse-cni-args.ts'
import type { AttachmentRecord } from '../domain/attachment-record.ts'
import type { Plan } from '../domain/plan-protocol.ts'
import { toRecorded, type Attachment } from './attachment.ts'
import { bootId } from './boot-id.ts'
import { podIdentity } from './pod-identity.ts'
import type { Platform } from './platform/platform.ts'
import type { Request } from './read-request.ts'

/** The journal's record of an ADD as it stands, again and again; what does not change meanwhile is found out once. */
export function recordOf(
  platform: Platform,
  { args }: Request,
  plan: Plan,
): (state: AttachmentRecord['state'], attachments: readonly Attachment[]) => AttachmentRecord {
  const { containerId, ifname, netns, cniArgs, path: cniPath } = args
  const pod = podIdentity(parseCniArgs(cniArgs))
  const about = { containerId, ifname, netns, bootId: bootId(platform), cniArgs, cniPath, ...pod }
  const decision = plan.decision ?? null
  return (state, attachments) => ({
    version: 2,
    state,
    ...about,
    decision,
    attachments: attachments.map(toRecorded),
  })
}
