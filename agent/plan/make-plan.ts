import { refused } from '../../pod-networks/refused.ts'
import type { Plan, PlanRequest } from '../../domain/plan-protocol.ts'
import type { Annotations } from '../annotations/annotations-of.ts'
import { assignIfnames } from '../../pod-networks/assign-ifnames.ts'
import { refusePickBeside } from '../../pod-networks/parse-ask.ts'
import { parseSelection, type NetworkSelection } from '../../pod-networks/npwg/parse-selection.ts'
import { mainNetworks } from './main-networks.ts'
import type { PlanSources } from './plan-sources.ts'
import { wantsSourceRouting, withSourceRouting } from './source-routing.ts'

const addedKey = 'k8s.v1.cni.cncf.io/networks'
const defaultKey = 'v1.multus-cni.io/default-network'

/**
 * What a pod is to be attached to, in order: its main networks, then those that it adds. Definitions are looked up
 * first, so that a pod which cannot be attached reserves nothing.
 * @throws {CniError} if an annotation is wrong, a network unknown or there is none
 * @throws {NoNetworkError} if no network can take the pod
 */
export async function makePlan(request: PlanRequest, sources: PlanSources): Promise<Plan> {
  const annotations = await sources.annotationsOf(request)
  const hasSourceRouting = wantsSourceRouting(annotations)
  const defaults = defaultSelection(annotations)
  const added = parseSelection(annotations[addedKey] ?? '', request.podNamespace, addedKey)
  const selected = [...defaults, ...added]
  const nads = selected.length > 0 ? await sources.planNads(selected, request) : []
  const { wanted: mains, decision } =
    defaults.length > 0
      ? { wanted: nads.slice(0, defaults.length) }
      : await mainNetworks(request, annotations, sources)
  const additional = nads.slice(defaults.length)
  const ifnames = assignIfnames(mains, additional, request.ifname)
  const main = Math.max(0, ifnames.indexOf(request.ifname))
  return {
    type: 'plan',
    attachments: [...mains, ...additional].map((network, index) => ({
      ...(hasSourceRouting && index !== main ? withSourceRouting(network) : network),
      ifname: ifnames[index] ?? '',
    })),
    ...(decision !== undefined && { decision }),
  }
}

/** The definition that takes the main network's place: as in Multus one of kube-system, unless it says another. */
function defaultSelection(annotations: Annotations): readonly NetworkSelection[] {
  const selections = parseSelection(annotations[defaultKey] ?? '', 'kube-system', defaultKey)
  if (selections.length > 0) refusePickBeside(annotations, defaultKey)
  if (selections.length > 1) throw refused(`Cannot read ${defaultKey} as it names several networks: name one`)
  return selections
}
