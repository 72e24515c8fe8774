import { annotationsOf } from '../annotations/annotations-of.ts'
import type { ConfDir } from '../conf-dir/conf-dir.ts'
import { hostNic } from '../conf-dir/host-nic.ts'
import type { DeviceIds } from '../devices/device-ids.ts'
import { logicalNetworksOf, noLogicalNetworks } from '../logical-networks/logical-networks-of.ts'
import type { NodeManifests } from '../manifests/node-manifests.ts'
import type { NadSource } from '../nads/nad.ts'
import { nadsOf } from '../nads/nads-of.ts'
import { planNads } from '../nads/plan-nads.ts'
import type { ProfileSource } from '../profiles/profile-source.ts'
import type { PlanSources } from './plan-sources.ts'

/** What plans of this node are made of. */
export interface PlanSourceParts {
  readonly confDir: ConfDir
  readonly devices: DeviceIds
  readonly profiles: Pick<ProfileSource, 'of'>
  readonly manifests: NodeManifests
}

const noNads: NadSource = { find: () => Promise.resolve(undefined) }

/** Everything that a plan needs of the node but the choice among its networks. */
export function planSourcesOf(parts: PlanSourceParts): Omit<PlanSources, 'select'> {
  const { confDir, devices, profiles, manifests } = parts
  const nads = manifests.networks === null ? noNads : nadsOf(manifests.networks)
  const networks = () => confDir.networks()
  return {
    networks,
    faults: () => confDir.faults(),
    isOwn: (name) => confDir.isOwn(name),
    hostNic,
    annotationsOf: (request) => annotationsOf(request, manifests.pods),
    profileOf: (request, annotations) => profiles.of(request, annotations),
    logicalNetworks: manifests.networks === null ? noLogicalNetworks : logicalNetworksOf(manifests.networks),
    planNads: (selections, pod) => planNads(selections, pod, { nads, networks, devices }),
  }
}
