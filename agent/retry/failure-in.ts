import { errorCodes } from '../../cni/error-codes.ts'
import type { Failure, Plan, Report } from '../../domain/plan-protocol.ts'

/** Whether the attachment that failed is one that was chosen, and not one that the pod has named itself. */
export function isChosen({ network, ifname }: Failure, { attachments, decision }: Plan): boolean {
  const failed = attachments.find((attachment) => attachment.ifname === ifname)
  return decision !== undefined && failed?.network === network && failed.nad === undefined
}

/**
 * The failure of a network of this node that a report tells of; null if it tells of none. Definitions are not counted:
 * what they are called says nothing of the network of that name. A plugin before retries names neither network nor
 * code, and then there has to be one network alone.
 */
export function failureIn({ command, outcome, failure, error }: Report, given: Plan | null): Failure | null {
  if (command !== 'ADD' || outcome !== 'failed' || given === null) return null
  const { attachments } = given
  if (failure === undefined) {
    const [only, ...others] = attachments
    if (only === undefined || others.length > 0 || only.nad !== undefined || error === undefined) return null
    return { network: only.network, ifname: only.ifname, code: errorCodes.internal, msg: error }
  }
  const failed = attachments.find(({ ifname }) => ifname === failure.ifname)
  return failed?.network === failure.network && failed.nad === undefined ? failure : null
}
