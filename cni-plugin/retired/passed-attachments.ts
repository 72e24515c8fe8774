import { CniError } from '../../cni/cni-error.ts'
import { parseConflist } from '../../cni/parse-conflist.ts'
import { resultInVersion } from '../../cni/result-in-version.ts'
import { memberSources } from '../../cni/splice-members.ts'
import { fromRecorded, type Attachment } from '../attach/attachment.ts'
import { attachmentArguments } from '../attach/attachment-arguments.ts'
import type { Platform } from '../platform/platform.ts'
import type { Request } from '../request/read-request.ts'
import { defaultPlan } from './default-plan.ts'

/**
 * What a retired conf takes a container for that the journal does not know: attached to the default network, with the
 * result that the runtime has kept. It may never have been; to undo that is no fault to any delegate. Throws code 11
 * where the node has no network.
 */
export function passedAttachments(platform: Platform, { args, conf, stdin }: Request): readonly Attachment[] {
  const prevResult = memberSources(stdin).get('prevResult') ?? null
  return defaultPlan(platform, conf, args.ifname).attachments.map((planned) => {
    const { network, ifname, conflist } = planned
    const { version, ...list } = parseConflist(conflist)
    return fromRecorded({
      ...{ network, ifname, nad: null, conflist },
      ...attachmentArguments(planned, { version, ...list }, conf),
      result: prevResult === null ? null : usable(prevResult, version),
    })
  })
}

/** Delegates do without a result at DEL, and say so themselves at CHECK. */
function usable(prevResult: string, version: Parameters<typeof resultInVersion>[1]): string | null {
  try {
    return resultInVersion(prevResult, version)
  } catch (error) {
    if (error instanceof CniError) return null
    throw error
  }
}
