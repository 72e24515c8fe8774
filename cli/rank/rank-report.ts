import { Type, type Static } from 'typebox'
import { Candidate } from '../../domain/decision.ts'
import { Nullable } from '../../domain/nullable.ts'
import { Unreachable } from '../networks/networks-report.ts'

/** The order on one node. */
export const NodeRanking = Type.Object({
  node: Type.String(),
  /** `namespace/name` of the pod that it is for; null for the next pod, whichever it is. */
  pod: Nullable(Type.String()),
  /** The profile that counted; null where the agent did not say. */
  profile: Nullable(Type.String()),
  /** Unix time in ms, by the node's clock. */
  at: Type.Integer(),
  /** In words; null without a pod. */
  reason: Nullable(Type.String()),
  /** Best first, those that cannot be chosen last. */
  candidates: Type.Array(Candidate),
})
export type NodeRanking = Static<typeof NodeRanking>

/** What `kubectl genie rank -o json` prints. */
export const RankReport = Type.Object({
  rankings: Type.Array(NodeRanking),
  unreachable: Type.Array(Unreachable),
})
export type RankReport = Static<typeof RankReport>
