import { closed, flag } from './workload-values.ts'

const readOnly = 'get, list and watch'

/** What the agent may read to count addresses by (docs/addresses.md). */
export const addressValues = closed(
  {
    node: flag(
      true,
      `${readOnly} of nodes: Flannel, Canal, Antrea, OVN-Kubernetes, GKE; of its own it asks alone.`,
    ),
    calico: flag(true, `${readOnly} of IPPools, IPAMBlocks and the IPAMConfig of Calico.`),
    cilium: flag(true, `${readOnly} of CiliumNodes.`),
    kubeOvn: flag(true, `${readOnly} of Subnets of Kube-OVN.`),
    whereabouts: flag(true, `${readOnly} of IPPools and NodeSlicePools of whereabouts.`),
    antrea: flag(true, `${readOnly} of IPPools of Antrea.`),
    azure: flag(true, `${readOnly} of NodeNetworkConfigs of Azure CNI.`),
    gke: flag(true, `${readOnly} of GKENetworkParamSets.`),
    spiderpool: flag(true, `${readOnly} of SpiderIPPools.`),
  },
  'Whose objects the agent may read to count free addresses; each is read only where a node has a network of it.',
)
