import type { Cluster, KubeConfig, User } from '@kubernetes/client-node'

/** A cluster and who we are there. */
export interface FoundCluster {
  readonly cluster: Cluster
  readonly user: User
  /** Where the token stands that is read again and again; such a user has no other credentials. */
  readonly tokenFile: string | undefined
  /** The namespace of the context, or of our own pod. */
  readonly namespace: string | undefined
  /** Whether we are a pod of it. */
  readonly isInside: boolean
  /** Makes a KubeConfig of it that remembers nothing of earlier ones. */
  readonly open: () => Promise<KubeConfig>
}
