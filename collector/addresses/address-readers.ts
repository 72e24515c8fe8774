import type { MeasuredNetwork } from '../measured-network.ts'
import { antreaReader } from './cni/antrea.ts'
import { awsVpcCniReader } from './cni/aws-vpc-cni.ts'
import { azureReader } from './cni/azure.ts'
import { calicoMetricsReader } from './cni/calico-metrics.ts'
import { calicoReader } from './cni/calico.ts'
import { ciliumMetricsReader } from './cni/cilium-metrics.ts'
import { ciliumReader } from './cni/cilium.ts'
import { gkeReader } from './cni/gke.ts'
import { kubeOvnReader } from './cni/kube-ovn.ts'
import { nodeCidrReader } from './cni/node-cidr.ts'
import { ovnKubernetesReader } from './cni/ovn-kubernetes.ts'
import { spiderpoolReader } from './cni/spiderpool.ts'
import { weaveReader } from './cni/weave.ts'
import { whereaboutsReader } from './cni/whereabouts.ts'
import type { ObjectReader } from './object-reader.ts'

/** Who counts by objects of the API; the first that says a network is its own has it. */
const objectRows: readonly ObjectReader[] = [
  // An IPAM plugin says more than the plugin that calls it.
  whereaboutsReader,
  spiderpoolReader,
  antreaReader,
  nodeCidrReader,
  // Clouds before CNIs that they chain, and that leave addresses to them.
  azureReader,
  gkeReader,
  calicoReader,
  ciliumReader,
  kubeOvnReader,
  ovnKubernetesReader,
]

/** The same rows, of which each network is one's at most. */
export const objectReaders: readonly ObjectReader[] = objectRows.map((reader, index) => ({
  ...reader,
  isOf: (network: Pick<MeasuredNetwork, 'name' | 'plugins'>) =>
    reader.isOf(network) && !objectRows.slice(0, index).some((before) => before.isOf(network)),
}))

/** Who counts by what a server says; where one does, the objects are not needed. */
export const endpointReaders = {
  weave: weaveReader,
  awsVpcCni: awsVpcCniReader,
  ciliumMetrics: ciliumMetricsReader,
  calicoMetrics: calicoMetricsReader,
} as const
