import { CniError } from '../../cni/cni-error.ts'
import { errorCodes } from '../../cni/error-codes.ts'
import { parseCniArgs } from '../../cni/parse-cni-args.ts'
import { exceedsUtf8, utf8Length } from '../../cni/utf8-length.ts'
import type { PlanRequest } from '../../domain/plan-protocol.ts'
import { podIdentity } from '../request/pod-identity.ts'
import { frameLimitBytes, writeFrame } from './frame.ts'
import type { Request } from '../request/read-request.ts'

/** What the agent has to know to plan. Throws code 4 for malformed CNI_ARGS, code 7 for more than a frame can hold. */
export function planRequest({ args, conf }: Request): PlanRequest {
  const pairs = parseCniArgs(args.cniArgs)
  const k8sAnnot = pairs.get('K8S_ANNOT')
  const request: PlanRequest = {
    type: 'plan',
    containerId: args.containerId,
    ifname: args.ifname,
    netns: args.netns,
    ...podIdentity(pairs),
    ...(k8sAnnot !== undefined && { k8sAnnot }),
    ...(conf.annotations !== undefined && { annotations: conf.annotations }),
    ...(conf.defaultPlugin !== undefined && { defaultPlugin: conf.defaultPlugin }),
    ...(conf.sharedNamespaces !== undefined && { sharedNamespaces: [...conf.sharedNamespaces] }),
  }
  const frame = writeFrame(request)
  if (exceedsUtf8(frame, frameLimitBytes))
    throw new CniError(
      errorCodes.invalidConfig,
      `Cannot ask for the pod's networks as its network annotations take ${utf8Length(frame)} bytes: shorten them below ${frameLimitBytes}`,
    )
  return request
}
