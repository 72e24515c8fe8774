import type { NetworkSample } from '../../domain/network-sample.ts'
import type { ToldNetwork } from '../../domain/told-network.ts'
import type { Selectable } from '../selector.ts'

/** The same for all, else who shares a pool with whom would be worked out for every pod. */
const noPlugins: Selectable['plugins'] = []

/** The networks of these samples, with what the node's agent has told of their confs; an older one tells nothing. */
export function selectables(
  samples: readonly Pick<NetworkSample, 'network'>[],
  told: readonly ToldNetwork[] = [],
): readonly Selectable[] {
  const byName = new Map(told.map((each) => [each.name, each]))
  return samples.map(
    ({ network: name }) => byName.get(name) ?? { name, plugins: noPlugins, missingPlugin: null },
  )
}
