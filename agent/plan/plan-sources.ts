import type { ConfiguredNetwork } from '../../domain/configured-network.ts'
import type { Decision, SelectRequest } from '../../domain/decision.ts'
import type { PlanRequest } from '../../domain/plan-protocol.ts'
import type { NetworkSelection } from '../../pod-networks/npwg/network-selection.ts'
import type { Annotations } from '../annotations/annotations-of.ts'
import type { LogicalNetworkSource } from '../logical-networks/plan-logical-network.ts'
import type { WantedNetwork } from './wanted-network.ts'

/** Where a plan takes what it needs from. */
export interface PlanSources {
  readonly networks: () => readonly ConfiguredNetwork[]
  /** What is wrong with confs that were passed over, one sentence each. */
  readonly faults: () => readonly string[]
  /** Whether the name is that of our own conf, which is never a delegate. */
  readonly isOwn: (name: string) => boolean
  /** The interface of the host's default route, for networks without a conf that need a parent. */
  readonly hostNic: () => string
  readonly annotationsOf: (request: PlanRequest) => Annotations
  readonly logicalNetworks: LogicalNetworkSource
  /** The networks behind NetworkAttachmentDefinitions, in the order in which the pod selects them. */
  readonly planNads: (
    selections: readonly NetworkSelection[],
    request: PlanRequest,
  ) => Promise<readonly WantedNetwork[]>
  readonly select: (request: SelectRequest) => Promise<Decision>
}
