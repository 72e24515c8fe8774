import type { Decision, SelectRequest } from '../../domain/decision.ts'
import type { PlanRequest } from '../../domain/plan-protocol.ts'
import type { Profile } from '../../domain/profile.ts'
import type { NodeNetworks } from '../../pod-networks/network-by-name.ts'
import type { NetworkSelection } from '../../pod-networks/npwg/network-selection.ts'
import type { Annotations } from '../annotations/annotations-of.ts'
import type { LogicalNetworkSource } from '../logical-networks/plan-logical-network.ts'
import type { WantedNetwork } from './wanted-network.ts'

/** Where a plan takes what it needs from. */
export interface PlanSources extends NodeNetworks {
  readonly annotationsOf: (request: PlanRequest) => Promise<Annotations>
  /** The profile that counts for the pod. */
  readonly profileOf: (request: PlanRequest, annotations: Annotations) => Promise<Profile>
  readonly logicalNetworks: LogicalNetworkSource
  /** The networks behind NetworkAttachmentDefinitions, in the order in which the pod selects them. */
  readonly planNads: (
    selections: readonly NetworkSelection[],
    request: PlanRequest,
  ) => Promise<readonly WantedNetwork[]>
  readonly select: (request: SelectRequest, profile: Profile) => Promise<Decision>
}
