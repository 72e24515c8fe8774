import { containerIdOf, probeNamespace } from './probe-sandbox.ts'

/** Member `genie` of the plugin's conf. */
export interface GenieMembers {
  readonly socket: string
  readonly stateDir: string
  readonly confDir: string
}

/** What the prober asks of the plugin. */
export type ProbeCommand = 'ADD' | 'CHECK' | 'DEL'

/** Whose attachment a call is about. */
export interface CallSubject {
  readonly node: string
  /** The network namespace by name. */
  readonly namespace: string
  /** Null where it is not known any more; DEL needs none. */
  readonly network: string | null
}

/** The environment of a call (CNI specification 1.0.0, "Parameters"), as a runtime gives it. */
export function callEnvironment(
  command: ProbeCommand,
  { node, namespace, network }: CallSubject,
): Record<string, string> {
  const containerId = containerIdOf(namespace)
  return {
    CNI_COMMAND: command,
    CNI_CONTAINERID: containerId,
    CNI_NETNS: `/run/netns/${namespace}`,
    CNI_IFNAME: probeInterface,
    CNI_ARGS: [
      'IgnoreUnknown=1',
      `K8S_POD_UID=${containerId.slice(0, 32)}`,
      `K8S_POD_NAMESPACE=${probeNamespace}`,
      `K8S_POD_NAME=${podName(node, network ?? 'gone')}`,
      `K8S_POD_INFRA_CONTAINER_ID=${containerId}`,
    ].join(';'),
  }
}

/** The conf of a call: the pod asks for this network by name, so that nobody has to choose. */
export const callConf = (genie: GenieMembers, network: string | null): string =>
  JSON.stringify({
    cniVersion: '1.0.0',
    name: 'genie',
    type: 'genie',
    capabilities: { 'io.kubernetes.cri.pod-annotations': true },
    genie,
    ...(network !== null && {
      runtimeConfig: { 'io.kubernetes.cri.pod-annotations': { cni: network } },
    }),
  })

/** The interface of a probe attachment. */
export const probeInterface = 'eth0'

/** Names that an annotation cannot ask for: it lists networks with commas, and interfaces behind an @. */
export const canBeAskedFor = (network: string): boolean => /^[^\s,@]+$/.test(network)

/** As pods may be called: CNI_ARGS has no way to write `;` and `=`. */
const podName = (node: string, network: string): string =>
  `${node}-${network}`
    .toLowerCase()
    .replaceAll(/[^a-z0-9.-]+/g, '-')
    .slice(0, 253)
