import type { OpenClient } from '../../kube/open-client.ts'
import { kinds } from '../../kube/kinds.ts'
import type { KubeKind } from '../../kube/kube-object.ts'
import type { Clock } from '../../service-kit/clock.ts'
import type { Logger } from '../../service-kit/logger.ts'
import { ClusterDefinitions } from './cluster-definitions.ts'
import { clusterPodOf } from './cluster-pod.ts'
import { ClusterPods } from './cluster-pods.ts'
import type { Cluster } from './cluster.ts'
import { KindWatch } from './kind-watch.ts'
import { definitionOf, namespaceOf } from '../../selector/definitions/manifest-of-object.ts'
import { ObjectFollower } from './object-follower.ts'
import { SnapshotFile } from './snapshot-file.ts'
import { standing } from './standing.ts'

/** Which cluster, and what of it. */
export interface ClusterParts {
  readonly client: OpenClient
  /** This node's name in the API. */
  readonly node: string
  /** Whether pods come from the API, and definitions of networks. */
  readonly hasPods: boolean
  readonly hasNads: boolean
  /** Where what is known is kept for a start without the API. */
  readonly snapshotPath: string
  readonly clock: Clock
  readonly logger: Logger
}

/** A cluster that is followed until it is disposed of. */
export interface OpenCluster extends Cluster, AsyncDisposable {}

const definitionKinds: readonly KubeKind[] = [kinds.selectionProfile, kinds.network, kinds.priceBook]
const nadKinds: readonly KubeKind[] = [kinds.nad, kinds.logicalNetwork, kinds.physicalNetwork]

/** Begins to follow the API, and recalls what was kept of it; waits for no answer. */
export async function openCluster(parts: ClusterParts): Promise<OpenCluster> {
  const { client, clock, logger, snapshotPath } = parts
  const definitionWatches = watchDefinitions(parts)
  const pods = parts.hasPods ? watchPods(parts) : null
  const watches = [...definitionWatches, ...(pods ? [pods.watch] : [])]
  for (const watch of watches) watch.start()
  const definitions = new ClusterDefinitions(
    definitionWatches.map(({ kind, cache }) => ({ kind: kind.kind, cache })),
    logger,
  )
  const objects = new ObjectFollower({ client, clock, logger })
  const file = new SnapshotFile(snapshotPath, logger)
  const snapshot = await file.read()
  if (snapshot !== null) definitions.recall(snapshot)
  file.start(() => definitions.snapshot(clock.nowMs()))
  const begunMs = clock.monotonicMs()
  return {
    client,
    definitions,
    objects,
    pods: pods && { source: pods.source, cache: pods.watch.cache },
    async settled(limitMs) {
      const leftMs = begunMs + limitMs - clock.monotonicMs()
      if (leftMs > 0) await Promise.all(watches.map((watch) => watch.untilSettled(leftMs)))
    },
    get fault() {
      const states = watches.map(({ kind, cache }) => ({ kind: kind.plural, ...cache.state }))
      return standing(states, snapshot?.at ?? null)
    },
    get snapshotFault() {
      return file.fault
    },
    figures: () => [...watches.map((watch) => watch.figures()), ...objects.figures()],
    async [Symbol.asyncDispose]() {
      await file.stop()
      await Promise.all([...watches.map((watch) => watch.stop()), objects.stop()])
      await client[Symbol.asyncDispose]()
    },
  }
}

function watchDefinitions({ client, hasNads, clock, logger }: ClusterParts) {
  const all = hasNads ? [...nadKinds, ...definitionKinds] : definitionKinds
  const watches = all.map(
    (kind) => new KindWatch({ client, kind, keep: (object) => definitionOf(kind, object), clock, logger }),
  )
  const scope = { metadataOnly: true }
  const keep = namespaceOf
  return [...watches, new KindWatch({ client, kind: kinds.namespace, scope, keep, clock, logger })]
}

function watchPods({ client, node, clock, logger }: ClusterParts) {
  const watch = new KindWatch({
    client,
    kind: kinds.pod,
    scope: { fieldSelector: `spec.nodeName=${node}` },
    keep: clusterPodOf,
    onChange: (change) => source.noteChange(change),
    clock,
    logger,
  })
  const source = new ClusterPods(client, watch.cache)
  return { watch, source }
}
