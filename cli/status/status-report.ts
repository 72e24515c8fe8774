import { Type, type Static } from 'typebox'
import { Nullable } from '../../domain/nullable.ts'

/** A node and its agent. */
export const NodeStatus = Type.Object({
  node: Type.String(),
  /** `namespace/name` of the agent's pod. */
  pod: Type.String(),
  isReady: Type.Boolean(),
  /** Null where the agent does not answer. */
  version: Nullable(Type.String()),
  mode: Nullable(Type.String()),
  restarts: Type.Integer(),
  /** What is wrong, in sentences. */
  problems: Type.Array(Type.String()),
})
export type NodeStatus = Static<typeof NodeStatus>

/** What `kubectl genie status -o json` prints. */
export const StatusReport = Type.Object({
  server: Type.String(),
  agents: Type.Object({ ready: Type.Integer(), all: Type.Integer() }),
  /** Who leads the controllers: `namespace/pod`; null if nobody does, or you may not see. */
  leader: Nullable(Type.String()),
  nodes: Type.Array(NodeStatus),
})
export type StatusReport = Static<typeof StatusReport>
