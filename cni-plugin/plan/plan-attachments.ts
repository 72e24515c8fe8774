import { CniError } from '../../cni/cni-error.ts'
import { errorCodes } from '../../cni/error-codes.ts'
import { ipFamily } from '../../cni/ip-family.ts'
import { ifnameFault } from '../../cni/names.ts'
import { parseConflist, type Conflist } from '../../cni/parse-conflist.ts'
import type { Plan, PlannedAttachment } from '../../domain/plan-protocol.ts'
import { attachmentArguments } from '../attach/attachment-arguments.ts'
import type { Attachment } from '../attach/attachment.ts'
import { findPlugin } from '../delegates/find-plugin.ts'
import { mainOf } from '../attach/main-of.ts'
import type { Platform } from '../platform/platform.ts'
import type { Request } from '../request/read-request.ts'

const invalid = (message: string) => new CniError(errorCodes.invalidConfig, message)

/**
 * The attachments of a plan, all of it checked before anything runs: a fault that came up between two delegates would
 * leave work to undo. Throws code 7, or 1 for a conflist's version.
 */
export function planAttachments(platform: Platform, request: Request, plan: Plan): readonly Attachment[] {
  const taken = new Set<string>()
  const main = mainOf(plan.attachments, request.args.ifname)
  return plan.attachments.map((planned) => {
    checkIfname(planned, taken)
    checkGateways(planned)
    const conflist = readConflist(planned)
    return {
      network: planned.network,
      ifname: planned.ifname,
      nad: planned.nad ?? null,
      source: planned.conflist,
      conflist,
      ...attachmentArguments(planned, conflist, planned === main ? request.conf : null),
      gateways: planned.gateways,
      programs: findPlugins(platform, request, planned, conflist),
      begun: 0,
      result: null,
    }
  })
}

function checkIfname({ network, ifname }: PlannedAttachment, taken: Set<string>): void {
  const fault = taken.has(ifname) ? 'is taken by another network of this pod' : ifnameFault(ifname)
  if (fault !== null)
    throw invalid(
      `Cannot attach network "${network}" as "${ifname}" as the interface name ${fault}: change the pod's annotation`,
    )
  taken.add(ifname)
}

function checkGateways({ network, gateways = [] }: PlannedAttachment): void {
  const wrong = gateways.find((gateway) => ipFamily(gateway) === null)
  if (wrong !== undefined)
    throw invalid(
      `Cannot give the pod a default gateway on network "${network}" as ${JSON.stringify(wrong)} is no IP address: change the pod's annotation`,
    )
}

function readConflist({ network, conflist }: PlannedAttachment): Conflist {
  try {
    return parseConflist(conflist)
  } catch (error) {
    if (!(error instanceof CniError)) throw error
    throw new CniError(error.code, `${error.message} (network "${network}")`)
  }
}

/** A conf of our own type among the delegates would start us again, and again. */
function findPlugins(
  platform: Platform,
  { args, conf }: Request,
  { network }: PlannedAttachment,
  { plugins }: Conflist,
): readonly string[] {
  return plugins.map(({ type }) => {
    if (type === conf.type || type === 'genie')
      throw invalid(
        `Cannot attach network "${network}" as its plugin "${type}" is this plugin itself: name another network`,
      )
    return findPlugin(platform, args.path, type, network)
  })
}
