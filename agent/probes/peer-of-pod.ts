import { probeAddressesKey } from '../../domain/annotation-keys.ts'
import type { ProbeNode } from '../../domain/probe-exchange.ts'
import type { KubeObject } from '../../kube/kube-object.ts'
import { parsePeer } from '../../prober/parse-peer.ts'

/**
 * What an agent's pod says of its node's probe attachments; undefined where it says nothing, or what makes no sense. Of
 * the pod nothing else is kept, so that those of 5 000 nodes take little room.
 */
export function peerOfPod({ metadata }: Pick<KubeObject, 'metadata'>): ProbeNode | undefined {
  const text = metadata.annotations?.[probeAddressesKey]
  if (text === undefined || metadata.deletionTimestamp !== undefined) return undefined
  const peer = parsePeer(text)
  return peer === null ? undefined : { node: peer.node, addresses: peer.addresses }
}
