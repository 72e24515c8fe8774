import { CniError } from '../../cni/cni-error.ts'
import { errorCodes } from '../../cni/error-codes.ts'

/** Nobody gave a plan that makes sense (code 11); what the agent itself refuses is another matter. */
export class AgentAway extends CniError {
  /** `why` follows "as". */
  constructor(socket: string, why: string, details?: string) {
    super(
      errorCodes.tryAgainLater,
      `Cannot ask the agent at ${socket} for the pod's networks as ${why}; the runtime will try again`,
      details,
    )
  }
}

/** Nobody listens, and nobody has for so long that nobody will: the agent was taken off this node. */
export class AgentGone extends AgentAway {
  constructor(socket: string, code: string, silentMs: number) {
    const minutes = Math.round(silentMs / 60_000)
    super(
      socket,
      `it is gone for good, nobody listens there (${code}) and its last word is ${minutes} minutes old: install genie-agent again, or take the conf of genie out of the conf dir`,
    )
  }
}
