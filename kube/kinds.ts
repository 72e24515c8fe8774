import { resourceGroup, resourceVersion } from '../domain/resources/resource-group.ts'
import type { KubeKind } from './kube-object.ts'

const core = { group: '', version: 'v1', isNamespaced: true }
const genie = { group: 'alpha.network.k8s.io', version: 'v1', isNamespaced: true }
const own = { group: resourceGroup, version: resourceVersion }

/** Every kind of object that we read or write. */
export const kinds = {
  pod: { ...core, kind: 'Pod', plural: 'pods' },
  namespace: { ...core, kind: 'Namespace', plural: 'namespaces', isNamespaced: false },
  node: { ...core, kind: 'Node', plural: 'nodes', isNamespaced: false },
  daemonSet: { group: 'apps', version: 'v1', kind: 'DaemonSet', plural: 'daemonsets', isNamespaced: true },
  job: { group: 'batch', version: 'v1', kind: 'Job', plural: 'jobs', isNamespaced: true },
  event: {
    group: 'events.k8s.io',
    version: 'v1',
    kind: 'Event',
    plural: 'events',
    isNamespaced: true,
  },
  lease: {
    group: 'coordination.k8s.io',
    version: 'v1',
    kind: 'Lease',
    plural: 'leases',
    isNamespaced: true,
  },
  nad: {
    group: 'k8s.cni.cncf.io',
    version: 'v1',
    kind: 'NetworkAttachmentDefinition',
    plural: 'network-attachment-definitions',
    isNamespaced: true,
  },
  /** So spelled in every manifest that users of CNI-Genie have. */
  logicalNetwork: { ...genie, kind: 'Logicalnetwork', plural: 'logicalnetworks' },
  physicalNetwork: { ...genie, kind: 'Physicalnetwork', plural: 'physicalnetworks' },
  selectionProfile: { ...own, kind: 'SelectionProfile', plural: 'selectionprofiles', isNamespaced: true },
  tokenReview: {
    group: 'authentication.k8s.io',
    version: 'v1',
    kind: 'TokenReview',
    plural: 'tokenreviews',
    isNamespaced: false,
  },
  subjectAccessReview: {
    group: 'authorization.k8s.io',
    version: 'v1',
    kind: 'SubjectAccessReview',
    plural: 'subjectaccessreviews',
    isNamespaced: false,
  },
  priceBook: { ...own, kind: 'PriceBook', plural: 'pricebooks', isNamespaced: false },
  network: { ...own, kind: 'Network', plural: 'networks', isNamespaced: false },
} as const satisfies Readonly<Record<string, KubeKind>>
