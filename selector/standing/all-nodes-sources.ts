import type { Clock } from '../../service-kit/clock.ts'
import { ApiFault } from '../../service-kit/api-fault.ts'
import type { ClusterStore } from '../../store/cluster-store.ts'
import type { ApiSources } from '../routes/api-sources.ts'
import type { NodeViews } from './node-views.ts'
import type { Overview } from './overview.ts'

/** The API of all nodes, by what the store has of them. */
export function allNodesSources(
  views: NodeViews,
  overview: Overview,
  cluster: ClusterStore,
  clock: Clock,
): ApiSources {
  return {
    nodes: () => views.nodes,
    node: async (name) => {
      const view = await views.of(name)
      if (view !== null) return view
      throw new ApiFault(404, `Cannot show ${name ?? 'a node'} as nothing is known of it: see /api/v1/nodes`)
    },
    decisions: (name) => cluster.decisionsOf(name ?? null),
    history: {
      sumsUp: true,
      of: (name, { resolution, ...span }) =>
        name === undefined
          ? cluster.historyOfAll({ ...span, resolution: resolution === 'hour' ? 'hour' : 'minute' })
          : cluster.samplesOf(name).history({ ...span, resolution }),
      networks: () => null,
    },
    overview: () => overview.read(),
    clock,
  }
}
