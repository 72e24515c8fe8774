import { CniError } from '../../cni/cni-error.ts'
import type { ConfiguredNetwork } from '../../domain/configured-network.ts'
import type { Plan, PlanRequest } from '../../domain/plan-protocol.ts'
import { assignIfnames } from '../../pod-networks/assign-ifnames.ts'
import { networkByName, noNetworks, type NodeNetworks } from '../../pod-networks/network-by-name.ts'
import { parseAsk } from '../../pod-networks/parse-ask.ts'
import { parseNetworkList, type NetworkList } from '../../pod-networks/parse-network-list.ts'
import type { LastGood } from './read-last-good.ts'

/** What a node has to offer when nobody can measure it. */
export interface UnmeasuredNode extends NodeNetworks {
  /** What the agent has last said of its networks; null if it never has. */
  readonly lastGood: Pick<LastGood, 'order' | 'groups' | 'defaultNetwork'> | null
}

interface Wanted {
  readonly network: ConfiguredNetwork
  readonly ifname: string | null
}

type Asked = Pick<PlanRequest, 'ifname' | 'defaultPlugin'>

/**
 * What a pod is to be attached to by its annotations `cni` and `cni-genie.io/pick` alone. Throws code 7 for what is wrong with it or unknown,
 * code 11 where there is no network at all. `isForgiving`: a default_plugin that the conf dir has no more is passed over.
 */
export function planByAnnotations(
  asked: Asked,
  annotations: Readonly<Record<string, string>>,
  node: UnmeasuredNode,
  isForgiving = false,
): Plan {
  const ask = parseAsk(annotations)
  if (ask.kind === 'named') return planOf(asked, named(ask.networks, node))
  const best = ask.kind === 'pick' ? bestApart(ask.picks, node) : []
  return best.length === 0 ? planByDefault(asked, node, isForgiving) : planOf(asked, best)
}

/** What a pod gets that asks for nothing. Throws as `planByAnnotations`. */
export function planByDefault(asked: Asked, node: UnmeasuredNode, isForgiving: boolean): Plan {
  return planOf(asked, byOwnConf(asked, node, isForgiving) ?? byLastWord(node))
}

function planOf({ ifname }: Asked, wanted: readonly Wanted[]): Plan {
  const ifnames = assignIfnames(wanted, [], ifname)
  const [first, ...others] = wanted.map(({ network: { name, conflist } }, index) => ({
    network: name,
    ifname: ifnames[index] ?? '',
    conflist,
  }))
  if (first === undefined) throw noNetworks()
  return { type: 'plan', attachments: [first, ...others] }
}

const named = (list: NetworkList, node: UnmeasuredNode): readonly Wanted[] =>
  list.map(({ name, ifname }) => ({ network: networkByName(name, node), ifname }))

/** The best that the node still has, each on a link of its own, as far as the agent has told; fewer if it has no more. */
function bestApart(picks: number, node: UnmeasuredNode): readonly Wanted[] {
  const { order = [], groups = new Map<string, string>() } = node.lastGood ?? {}
  const links = new Set<string>()
  const best: Wanted[] = []
  for (const network of stillThere(order, node)) {
    const link = groups.get(network.name) ?? network.name
    if (best.length === picks) break
    if (!links.has(link)) best.push({ network, ifname: null })
    links.add(link)
  }
  return best
}

/** Those of these that the node still has, in their order. */
function stillThere(names: readonly string[], node: UnmeasuredNode): readonly ConfiguredNetwork[] {
  const networks = node.networks()
  return names.flatMap((wanted) => networks.find(({ name }) => name === wanted) ?? [])
}

/** What our own conf says; null if it says nothing, or nothing that a forgiving reader can use. */
function byOwnConf(
  { defaultPlugin = '' }: Asked,
  node: UnmeasuredNode,
  isForgiving: boolean,
): readonly Wanted[] | null {
  if (defaultPlugin.trim() === '') return null
  try {
    return named(parseNetworkList(defaultPlugin, 'default_plugin'), node)
  } catch (error) {
    if (isForgiving && error instanceof CniError) return null
    throw error
  }
}

/** What the agent calls the default, else the first network of the conf dir. */
const byLastWord = (node: UnmeasuredNode): readonly Wanted[] =>
  [...stillThere([node.lastGood?.defaultNetwork ?? ''], node), ...node.networks()]
    .slice(0, 1)
    .map((network) => ({ network, ifname: null }))
