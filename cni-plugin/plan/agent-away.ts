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
