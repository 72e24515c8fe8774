import { createHash } from 'node:crypto'
import type { PodRef } from '../domain/decision.ts'

/** A pod's place on the node, as a runtime keeps it. */
export interface Sandbox {
  readonly pod: PodRef
  readonly containerId: string
  readonly namespace: string
}

/** How containerd names a container: 64 hexadecimal digits; here those of the pod's uid, so one pod has one. */
export const containerIdOf = (pod: PodRef): string => createHash('sha256').update(pod.uid).digest('hex')

/** The environment of a call (CNI specification 1.0.0, "Parameters"). Without a netns it is a DEL after the fact. */
export const cniEnvironment = (
  command: 'ADD' | 'DEL',
  { pod, containerId, namespace }: Sandbox,
  netnsExists: boolean,
): NodeJS.ProcessEnv => ({
  CNI_COMMAND: command,
  CNI_CONTAINERID: containerId,
  CNI_NETNS: netnsExists ? `/run/netns/${namespace}` : '',
  CNI_IFNAME: 'eth0',
  CNI_ARGS: [
    'IgnoreUnknown=1',
    `K8S_POD_UID=${pod.uid}`,
    `K8S_POD_NAMESPACE=${pod.namespace}`,
    `K8S_POD_NAME=${pod.name}`,
    `K8S_POD_INFRA_CONTAINER_ID=${containerId}`,
  ].join(';'),
})

/** A conf as a runtime hands it over: with the pod's annotations, and with what the ADD gave. */
export const cniStdin = (
  conf: object,
  annotations: Readonly<Record<string, string>>,
  prevResult?: unknown,
): string =>
  JSON.stringify({
    ...conf,
    runtimeConfig: { 'io.kubernetes.cri.pod-annotations': annotations },
    ...(prevResult !== undefined && { prevResult }),
  })
