import Type from 'typebox'
import { Compile } from 'typebox/compile'
import { SourceFault } from '../../sources/source-fault.ts'
import {
  counterOf,
  InterfaceSheet,
  type CountedInterface,
  type CountedInterfaces,
} from '../counted-interfaces.ts'

/**
 * As much as is read of `k8s.io/kubelet/pkg/apis/stats/v1alpha1`; all counters are optional there. Compiled, as they are
 * checked for each interface in each round.
 */
const Interface = Compile(
  Type.Object({
    name: Type.String(),
    rxBytes: Type.Optional(Type.Number()),
    txBytes: Type.Optional(Type.Number()),
  }),
)
const Network = Type.Object({
  /** Of the sample, not of the answer. */
  time: Type.String(),
  /** The members beside it are those of eth0 alone. */
  interfaces: Type.Optional(Type.Array(Type.Unknown())),
})
const Pod = Compile(
  Type.Object({
    podRef: Type.Object({ uid: Type.String() }),
    startTime: Type.Optional(Type.String()),
    network: Type.Optional(Network),
  }),
)
const Node = Compile(
  Type.Object({ startTime: Type.Optional(Type.String()), network: Type.Optional(Network) }),
)
const Summary = Compile(Type.Object({ node: Type.Unknown(), pods: Type.Array(Type.Unknown()) }))

/** More pods than kubelet lets a node have by far. */
const maxPods = 2_000
const maxInterfacesOfPod = 64

/**
 * What kubelet's `/stats/summary` has counted, pods by their UID. Pods in the host's network namespace tell the host's
 * own interfaces and are left out.
 * @throws {SourceFault} `malformed` if it is no summary, `missing` if it tells nothing of networks
 */
export function parseSummary(text: string): CountedInterfaces {
  const { node, pods } = parseJson(text)
  const sheet = new InterfaceSheet()
  const ownNetwork = Node.Check(node) ? (node.network ?? null) : null
  const own =
    ownNetwork === null ? [] : interfacesOf(ownNetwork, Node.Check(node) ? node.startTime : '', sheet)
  for (const [name, counted] of own) sheet.add(null, name, counted)
  if (pods.length > maxPods) sheet.drop('too-many', pods.length - maxPods)
  let isTold = ownNetwork !== null
  for (const pod of pods.slice(0, maxPods)) {
    if (!Pod.Check(pod)) {
      sheet.drop('malformed')
      continue
    }
    if (pod.network === undefined) continue
    isTold = true
    const interfaces = interfacesOf(pod.network, pod.startTime, sheet)
    if (isHostNetwork(interfaces, own)) continue
    for (const [name, counted] of interfaces.slice(0, maxInterfacesOfPod))
      sheet.add(pod.podRef.uid, name, counted)
    if (interfaces.length > maxInterfacesOfPod) sheet.drop('too-many', interfaces.length - maxInterfacesOfPod)
  }
  if (!isTold)
    throw new SourceFault(
      'missing',
      'Cannot find networks in the summary of this kubelet: another source is needed',
    )
  return sheet
}

function parseJson(text: string): { readonly node: unknown; readonly pods: readonly unknown[] } {
  try {
    const value: unknown = JSON.parse(text)
    if (Summary.Check(value)) return value
  } catch {
    // Told in our own words below.
  }
  throw new SourceFault('malformed', 'Cannot read the answer as a summary of kubelet: ask another server')
}

function interfacesOf(
  { time, interfaces = [] }: Type.Static<typeof Network>,
  epoch = '',
  sheet: InterfaceSheet,
): [string, CountedInterface][] {
  const countedMs = Date.parse(time)
  if (Number.isNaN(countedMs)) {
    sheet.drop('malformed', interfaces.length)
    return []
  }
  return interfaces.flatMap((one): [string, CountedInterface][] => {
    if (!Interface.Check(one)) {
      sheet.drop('malformed')
      return []
    }
    if (one.rxBytes === undefined || one.txBytes === undefined) return []
    const [rxBytes, txBytes] = [counterOf(one.rxBytes), counterOf(one.txBytes)]
    if (rxBytes === null || txBytes === null) {
      sheet.drop('out-of-range')
      return []
    }
    const counters = { rxBytes, txBytes, rxPackets: null, txPackets: null, rxDropped: null, txDropped: null }
    return [[one.name, { countedMs, epoch, counters }]]
  })
}

/** Whether a pod shows every interface of the node; where that is a single one, with the node's own counters. */
function isHostNetwork(
  interfaces: readonly [string, CountedInterface][],
  own: readonly [string, CountedInterface][],
): boolean {
  if (own.length === 0) return false
  const known = new Map(interfaces)
  return own.every(([name, { counters }]) => {
    const same = known.get(name)?.counters
    if (same === undefined) return false
    return own.length > 1 || (same.rxBytes === counters.rxBytes && same.txBytes === counters.txBytes)
  })
}
