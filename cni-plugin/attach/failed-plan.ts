import { CniError } from '../../cni/cni-error.ts'
import type { Failure } from '../../domain/plan-protocol.ts'
import type { Attachment } from './attachment.ts'

/** An ADD that has come to nothing, with what is left of it. */
export class FailedPlan extends Error {
  /** What the runtime is to be told. */
  readonly reason: unknown
  /** Which delegate's failure it was; null if it was none of theirs. */
  readonly failure: Failure | null
  /** Whether nothing of it is left, on the node and in the journal, so that another plan can be tried. */
  readonly isUndone: boolean

  constructor(reason: unknown, failure: Failure | null, isUndone: boolean) {
    super('Cannot attach by this plan', { cause: reason })
    this.reason = reason
    this.failure = failure
    this.isUndone = isUndone
  }
}

/** Neither needs to be whole for the agent to know what it means, and a retry has to fit into a small frame. */
const [msgLetters, detailsLetters] = [1_000, 500]

/** The failure of the attachment whose chain was begun and did not come to its end; null if there is none. */
export function failureOf(attachments: readonly Attachment[], error: unknown): Failure | null {
  const failed = attachments.find(({ begun, result }) => begun > 0 && result === null)
  if (failed === undefined || !(error instanceof CniError)) return null
  const { network, ifname } = failed
  const { code, message, details } = error
  return {
    network,
    ifname,
    code,
    msg: message.slice(0, msgLetters),
    ...(details !== undefined && { details: details.slice(0, detailsLetters) }),
  }
}
