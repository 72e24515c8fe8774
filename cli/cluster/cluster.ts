import type { Duplex } from 'node:stream'
import type { KubeClient } from '../../kube/kube-client.ts'
import type { ObjectRef } from '../../kube/kube-object.ts'

/** A cluster as the caller may see it: every request is made with the caller's own rights. */
export interface Cluster {
  readonly client: KubeClient
  /** What `-n` says, else the context's namespace, else `default`. */
  readonly namespace: string
  /** The longest that one request may take. */
  readonly requestTimeoutMs: number
  /** Where `--genie-namespace` says that CNI-Genie is; undefined searches all. */
  readonly genieNamespace: string | undefined
  /** The caller's own token; null if the kubeconfig signs in by something else. */
  readonly token: () => Promise<string | null>
  /** A connection to a port of a pod, through the API server. */
  readonly forward: (pod: ObjectRef, port: number, signal: AbortSignal) => Promise<Duplex>
}
