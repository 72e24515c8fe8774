import { CniError } from '../../cni/cni-error.ts'
import { errorCodes } from '../../cni/error-codes.ts'
import type { ConfiguredNetwork } from '../../domain/configured-network.ts'
import type { Decision, SelectRequest } from '../../domain/decision.ts'
import type { Plan, PlanRequest } from '../../domain/plan-protocol.ts'
import type { Annotations } from '../annotations/annotations-of.ts'
import { parseCniAnnotation } from '../../pod-networks/parse-cni-annotation.ts'
import { parseNetworkList, type NetworkList } from '../../pod-networks/parse-network-list.ts'
import { ownType } from '../../pod-networks/read-network.ts'
import { assignIfnames } from '../../pod-networks/assign-ifnames.ts'
import { resolveNetwork } from '../../pod-networks/resolve-network.ts'

/** Where a plan takes what it needs from. */
export interface PlanSources {
  readonly networks: () => readonly ConfiguredNetwork[]
  /** What is wrong with confs that were passed over, one sentence each. */
  readonly faults: () => readonly string[]
  /** Whether the name is that of our own conf, which is never a delegate. */
  readonly isOwn: (name: string) => boolean
  readonly annotationsOf: (request: PlanRequest) => Annotations
  readonly select: (request: SelectRequest) => Promise<Decision>
}

/**
 * What a pod is to be attached to, in order.
 * @throws {CniError} if a network is unknown or there is none
 * @throws {CniError} if an annotation is wrong
 * @throws {NoNetworkError} if no network can take the pod
 */
export async function makePlan(request: PlanRequest, sources: PlanSources): Promise<Plan> {
  const networks = sources.networks()
  if (networks.length === 0)
    throw new CniError(
      errorCodes.tryAgainLater,
      'Cannot attach any pod as this node has no network yet: put a conf into its conf dir',
    )
  const ask = parseCniAnnotation(sources.annotationsOf(request)['cni'])
  if (ask.kind === 'pick') return pick(request, networks, sources.select)
  if (ask.kind === 'named') return named(ask.networks, request.ifname, networks, sources)
  if (request.defaultPlugin?.trim())
    return named(parseNetworkList(request.defaultPlugin, 'default_plugin'), request.ifname, networks, sources)
  return planOf(networks.slice(0, 1), [request.ifname])
}

async function pick(
  request: PlanRequest,
  networks: readonly ConfiguredNetwork[],
  select: PlanSources['select'],
): Promise<Plan> {
  const { podNamespace: namespace, podName: name, podUid, containerId, ifname } = request
  const decision = await select({ pod: { namespace, name, uid: podUid || containerId }, ifname })
  const chosen = networks.filter((network) => network.name === decision.chosen)
  if (chosen.length === 0)
    throw new CniError(
      errorCodes.tryAgainLater,
      `Cannot attach to ${decision.chosen} as its conf has just gone: try again`,
    )
  return { ...planOf(chosen, [ifname]), decision: decision.id }
}

function named(
  list: NetworkList,
  cniIfname: string,
  networks: readonly ConfiguredNetwork[],
  sources: PlanSources,
): Plan {
  const resolved = list.map(({ name }) => {
    const network = resolveNetwork(name, networks)
    if (network !== null) return network
    if (sources.isOwn(name) || name.toLowerCase() === ownType)
      throw new CniError(
        errorCodes.invalidConfig,
        `Cannot attach to "${name}" as it is this plugin itself: name one of ${namesOf(networks)}`,
      )
    throw new CniError(
      errorCodes.invalidConfig,
      `Cannot attach to "${name}" as this node has no such network: it has ${namesOf(networks)}`,
      sources.faults().join('; ') || undefined,
    )
  })
  return planOf(resolved, assignIfnames(list, cniIfname))
}

function planOf(networks: readonly ConfiguredNetwork[], ifnames: readonly string[]): Plan {
  return {
    type: 'plan',
    attachments: networks.map(({ name, conflist }, index) => ({
      network: name,
      ifname: ifnames[index] ?? '',
      conflist,
    })),
  }
}

function namesOf(networks: readonly ConfiguredNetwork[]): string {
  return networks.map(({ name, fileName }) => (name === fileName ? name : `${fileName} (${name})`)).join(', ')
}
