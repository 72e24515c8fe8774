import { CniError } from '../../cni/cni-error.ts'
import { errorCodes } from '../../cni/error-codes.ts'
import type { ConfiguredNetwork } from '../../domain/configured-network.ts'
import { picksOf } from '../../domain/picks-of.ts'
import type { PlanRequest } from '../../domain/plan-protocol.ts'
import { networkByName, noNetworks } from '../../pod-networks/network-by-name.ts'
import { parseAsk, refusePickBeside } from '../../pod-networks/parse-ask.ts'
import { parseNetworkList, type NetworkList } from '../../pod-networks/parse-network-list.ts'
import type { Annotations } from '../annotations/annotations-of.ts'
import { planLogicalNetwork } from '../logical-networks/plan-logical-network.ts'
import type { PlanSources } from './plan-sources.ts'
import type { WantedNetwork } from './wanted-network.ts'

/** The networks that a pod is on by itself, without those that it adds by NetworkAttachmentDefinitions. */
export interface MainNetworks {
  readonly wanted: readonly WantedNetwork[]
  /** The decision behind them, if the choice was ours. */
  readonly decision?: string
}

const isBlank = (text: string | undefined) => (text ?? '').trim() === ''

/**
 * What the pod's annotations say about its main networks: `cni`, `cni-genie.io/pick` and the logical networks of
 * `networks`; where they say nothing, `default_plugin` of our conf, else the first network of the conf dir.
 * @throws {CniError} if an annotation is wrong, a network unknown or there is none
 * @throws {NoNetworkError} if the choice is ours and no network can take the pod
 */
export async function mainNetworks(
  request: PlanRequest,
  annotations: Annotations,
  sources: PlanSources,
): Promise<MainNetworks> {
  const { networks } = annotations
  const ask = parseAsk(annotations)
  const logical = isBlank(networks) ? [] : logicalNetworks(networks ?? '', request, sources)
  if (ask.kind === 'named') return { wanted: [...named(ask.networks, sources), ...logical] }
  if (logical.length > 0) {
    refusePickBeside(annotations, 'the networks annotation')
    return { wanted: logical }
  }
  if (ask.kind === 'pick') return pick(request, annotations, ask.picks, sources)
  const { defaultPlugin = '' } = request
  if (!isBlank(defaultPlugin))
    return { wanted: named(parseNetworkList(defaultPlugin, 'default_plugin'), sources) }
  const [first] = sources.networks()
  if (first === undefined) throw noNetworks()
  return { wanted: [wanted(first, null)] }
}

function named(list: NetworkList, sources: PlanSources): readonly WantedNetwork[] {
  return list.map(({ name, ifname }) => wanted(networkByName(name, sources), ifname))
}

function logicalNetworks(
  text: string,
  { podNamespace }: PlanRequest,
  sources: PlanSources,
): readonly WantedNetwork[] {
  return parseNetworkList(text, 'the networks annotation').map((asked) =>
    planLogicalNetwork(asked, podNamespace || 'default', sources.logicalNetworks, (name) =>
      networkByName(name, sources),
    ),
  )
}

async function pick(
  request: PlanRequest,
  annotations: Annotations,
  picks: number,
  { networks, profileOf, select }: PlanSources,
): Promise<MainNetworks> {
  if (networks().length === 0) throw noNetworks()
  const profile = await profileOf(request, annotations)
  const { podNamespace: namespace, podName: name, podUid, containerId, ifname } = request
  const asked = { pod: { namespace, name, uid: podUid || containerId }, ifname }
  const decision = await select({ ...asked, ...(picks > 1 && { picks }) }, profile)
  return {
    wanted: picksOf(decision).map((network) => wanted(confOf(network, networks()), null)),
    decision: decision.id,
  }
}

function confOf(name: string, networks: readonly ConfiguredNetwork[]): ConfiguredNetwork {
  const network = networks.find((each) => each.name === name)
  if (network !== undefined) return network
  throw new CniError(
    errorCodes.tryAgainLater,
    `Cannot attach to ${name} as its conf has just gone: try again`,
  )
}

const wanted = ({ name, conflist }: ConfiguredNetwork, ifname: string | null): WantedNetwork => ({
  network: name,
  ifname,
  conflist,
})
