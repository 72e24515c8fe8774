import type { Plan, PlanRequest } from '../../domain/plan-protocol.ts'
import { noNetworks, type NodeNetworks } from '../../pod-networks/network-by-name.ts'

/**
 * What a pod got on this node before we came: the first network of the conf dir, whole and unchanged, on the runtime's
 * interface, whatever the pod's annotations say. A meta plugin that is first reads them itself.
 * @throws {CniError} of code 11 if there is no network
 */
export function observedPlan(
  { ifname }: Pick<PlanRequest, 'ifname'>,
  { networks }: Pick<NodeNetworks, 'networks'>,
): Plan {
  const [first] = networks()
  if (first === undefined) throw noNetworks()
  return { type: 'plan', attachments: [{ network: first.name, ifname, conflist: first.conflist }] }
}
