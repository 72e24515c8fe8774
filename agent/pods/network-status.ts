import type { ResultDns } from '../../cni/result.ts'
import type { PodInterface } from './pod-interface.ts'

/** Annotation that tells a pod's attachments (NPWG multi-network specification v1.3, section 5). */
export const networkStatusKey = 'k8s.v1.cni.cncf.io/network-status'

/** One element of the annotation's list; what is not known is left out. */
export interface NetworkStatus {
  /** `namespace/name` of a NetworkAttachmentDefinition, or the network's name. */
  readonly name: string
  readonly interface: string
  readonly ips?: readonly string[]
  readonly mac?: string
  readonly mtu?: number
  /** True in exactly one element: that of the pod's main interface. */
  readonly default: boolean
  readonly dns: ResultDns
  /** What readers of the specification's reference client look for. */
  readonly gateway?: readonly string[]
  readonly 'default-route'?: readonly string[]
  readonly 'device-info'?: {
    readonly type: 'pci'
    readonly version: '1.0.0'
    readonly pci: { readonly 'pci-address': string }
  }
}

/** The annotation's list, in order of attachments; `cniIfname` is the main interface's name, else the first is it. */
export function networkStatus(
  interfaces: readonly PodInterface[],
  cniIfname: string,
): readonly NetworkStatus[] {
  const main = interfaces.find(({ ifname }) => ifname === cniIfname) ?? interfaces[0]
  return interfaces.map((each) => statusOf(each, each === main))
}

function statusOf(from: PodInterface, isMain: boolean): NetworkStatus {
  const { network, nad, ifname, ips, mac, mtu, gateways, dns, pciAddress } = from
  return {
    name: nad ?? network,
    interface: ifname,
    ...(ips.length > 0 && { ips }),
    ...(mac !== null && { mac }),
    ...(mtu !== null && { mtu }),
    default: isMain,
    dns,
    ...(gateways.length > 0 && { gateway: gateways, 'default-route': gateways }),
    ...(pciAddress !== null && {
      'device-info': { type: 'pci', version: '1.0.0', pci: { 'pci-address': pciAddress } },
    }),
  }
}
