import { errorCodes } from '../../cni/error-codes.ts'
import type { Failure } from '../../domain/plan-protocol.ts'
import { exhaustedMessages } from './exhausted-messages.ts'

/** Why a network that has failed a pod would fail the next one too. */
export interface CoolingReason {
  /** In short: it is shown and stored wherever the network is left out. */
  readonly why: string
  readonly isOutOfAddresses: boolean
}

/** Codes of the CNI specification by which a plugin says that it can take nobody just now. */
const unavailable: ReadonlyMap<number, string> = new Map([
  [errorCodes.tryAgainLater, 'its plugin said: try again later'],
  [errorCodes.notAvailable, 'its plugin said: not available'],
  [
    errorCodes.limitedConnectivity,
    'its plugin said: not available, and running pods have limited connectivity',
  ],
])

/** Null for a failure that says nothing of the network: of the pod, its conf, or nobody knows what. */
export function coolingReason({
  code,
  msg,
  details = '',
}: Pick<Failure, 'code' | 'msg' | 'details'>): CoolingReason | null {
  const exhausted = exhaustedMessages.find(({ pattern }) => pattern.test(msg) || pattern.test(details))
  if (exhausted !== undefined)
    return { why: `no addresses left, said ${exhausted.by}`, isOutOfAddresses: true }
  const why = unavailable.get(code)
  return why === undefined ? null : { why, isOutOfAddresses: false }
}
