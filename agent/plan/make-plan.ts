import type { Plan, PlanRequest } from '../../domain/plan-protocol.ts'
import { assignIfnames } from '../../pod-networks/assign-ifnames.ts'
import { parseSelection } from '../../pod-networks/npwg/parse-selection.ts'
import { mainNetworks } from './main-networks.ts'
import type { PlanSources } from './plan-sources.ts'
import { wantsSourceRouting, withSourceRouting } from './source-routing.ts'
import type { WantedNetwork } from './wanted-network.ts'

const selectionKey = 'k8s.v1.cni.cncf.io/networks'

/**
 * What a pod is to be attached to, in order: its main networks, then those that it adds.
 * @throws {CniError} if an annotation is wrong, a network unknown or there is none
 * @throws {NoNetworkError} if no network can take the pod
 */
export async function makePlan(request: PlanRequest, sources: PlanSources): Promise<Plan> {
  const annotations = sources.annotationsOf(request)
  const hasSourceRouting = wantsSourceRouting(annotations)
  const added = await addedNetworks(annotations[selectionKey] ?? '', request, sources)
  const { wanted: mains, decision } = await mainNetworks(request, annotations, sources)
  const wanted = [...mains, ...added]
  const ifnames = assignIfnames(mains, added, request.ifname)
  const main = Math.max(0, ifnames.indexOf(request.ifname))
  return {
    type: 'plan',
    attachments: wanted.map((network, index) => ({
      ...(hasSourceRouting && index !== main ? withSourceRouting(network) : network),
      ifname: ifnames[index] ?? '',
    })),
    ...(decision !== undefined && { decision }),
  }
}

/** A selection that cannot be fulfilled is refused before the choice of a main network reserves anything. */
async function addedNetworks(
  text: string,
  request: PlanRequest,
  { planNads }: PlanSources,
): Promise<readonly WantedNetwork[]> {
  if (text.trim() === '') return []
  return planNads(parseSelection(text, request.podNamespace, selectionKey), request)
}
