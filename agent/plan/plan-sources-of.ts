import type { Logger } from '../../service-kit/logger.ts'
import { annotationsOf, type FindPod } from '../annotations/annotations-of.ts'
import { PodDir } from '../annotations/pod-dir.ts'
import type { ConfDir } from '../conf-dir/conf-dir.ts'
import { hostNic } from '../conf-dir/host-nic.ts'
import type { AgentConfig } from '../config.ts'
import type { DeviceIds } from '../devices/device-ids.ts'
import { logicalNetworksIn, noLogicalNetworks } from '../logical-networks/logical-network-dir.ts'
import { ManifestDir } from '../manifests/manifest-dir.ts'
import { NadDir } from '../nads/nad-dir.ts'
import type { NadSource } from '../nads/nad.ts'
import { planNads } from '../nads/plan-nads.ts'
import type { PlanSources } from './plan-sources.ts'

/** What plans of this node are made of. */
export interface PlanSourceParts {
  readonly config: Pick<AgentConfig, 'GENIE_NAD_DIR' | 'GENIE_POD_DIR'>
  readonly confDir: ConfDir
  readonly devices: DeviceIds
  readonly logger: Logger
}

const noNads: NadSource = { find: () => Promise.resolve(undefined) }

/** Everything that a plan needs of the node but the choice among its networks. */
export function planSourcesOf({
  config,
  confDir,
  devices,
  logger,
}: PlanSourceParts): Omit<PlanSources, 'select'> {
  const { GENIE_NAD_DIR: nadDir, GENIE_POD_DIR: podDir } = config
  const manifests = nadDir === undefined ? null : new ManifestDir(nadDir, logger)
  const nads = manifests === null ? noNads : new NadDir(manifests)
  const findPod = podDir === undefined ? null : findPodIn(podDir, logger)
  const networks = () => confDir.networks()
  return {
    networks,
    faults: () => confDir.faults(),
    isOwn: (name) => confDir.isOwn(name),
    hostNic,
    annotationsOf: (request) => annotationsOf(request, findPod),
    logicalNetworks: manifests === null ? noLogicalNetworks : logicalNetworksIn(manifests),
    planNads: (selections, pod) => planNads(selections, pod, { nads, networks, devices }),
  }
}

function findPodIn(directory: string, logger: Logger): FindPod {
  const pods = new PodDir(new ManifestDir(directory, logger))
  return (namespace, name) => pods.find(namespace, name)
}
