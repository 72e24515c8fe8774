import type { Logger } from '../../service-kit/logger.ts'
import { PodDir } from '../annotations/pod-dir.ts'
import type { PodSource } from '../annotations/pod-source.ts'
import type { AgentConfig } from '../config.ts'
import { ManifestDir } from './manifest-dir.ts'
import { JoinedSource } from './joined-source.ts'
import type { ManifestSource } from './manifest-source.ts'

/** Where this node's manifests stand; null where nobody keeps any. */
export interface NodeManifests {
  /** NetworkAttachmentDefinitions and logical networks. */
  readonly networks: ManifestSource | null
  /** SelectionProfiles, Networks and namespaces. */
  readonly policies: ManifestSource | null
  readonly pods: PodSource | null
  /** Those of a directory alone. */
  readonly directory: ManifestSource | null
}

/** What a cluster gives of them. */
export interface ClusterManifests {
  readonly definitions: ManifestSource
  readonly pods: { readonly source: PodSource } | null
}

/**
 * Directories are read first, each for the kinds that it is meant for; all else is the cluster's, or without one what is
 * `stored` through the API.
 */
export function nodeManifests(
  { GENIE_NAD_DIR: nadDir, GENIE_POD_DIR: podDir }: Pick<AgentConfig, 'GENIE_NAD_DIR' | 'GENIE_POD_DIR'>,
  cluster: ClusterManifests | null,
  stored: Pick<ManifestSource, 'all' | 'doubt'>,
  logger: Logger,
): NodeManifests {
  const directory = nadDir === undefined ? null : new ManifestDir(nadDir, logger)
  return {
    networks: directory ?? cluster?.definitions ?? null,
    policies:
      cluster?.definitions ?? new JoinedSource([...(directory === null ? [] : [directory]), stored], logger),
    directory,
    pods:
      podDir === undefined ? (cluster?.pods?.source ?? null) : new PodDir(new ManifestDir(podDir, logger)),
  }
}
