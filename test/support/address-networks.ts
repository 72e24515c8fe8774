import { networkOf } from './address-fixture.ts'

const attached = 2
const byIpam = (name: string, ipam: object) => networkOf(name, [{ type: 'macvlan', ipam }], attached)

/** A network for each way in which addresses are counted by objects of the API, and for each of their kinds. */
export const addressNetworks = [
  networkOf('calico', [{ type: 'calico', ipam: { type: 'calico-ipam' } }], attached),
  networkOf('cilium', [{ type: 'cilium-cni' }], attached),
  networkOf('kube-ovn', [{ type: 'kube-ovn' }], attached),
  byIpam('shared', { type: 'whereabouts', range: '192.168.2.225/28' }),
  byIpam('sliced', { type: 'whereabouts', range: '10.90.0.0/24', node_slice_size: '28' }),
  byIpam('antrea', { type: 'antrea', ippools: ['pool-v4'] }),
  networkOf('flannel', [{ type: 'flannel' }], attached),
  networkOf('ovn', [{ type: 'ovn-k8s-cni-overlay' }], attached),
  networkOf('azure', [{ type: 'azure-vnet' }], attached),
  networkOf('blue', [{ type: 'gke' }], attached),
  byIpam('spider', { type: 'spiderpool' }),
]
