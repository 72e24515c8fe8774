import { Type, type Static } from 'typebox'
import { Decision } from '../../domain/decision.ts'
import { Nullable } from '../../domain/nullable.ts'

/** What the agent wrote on the pod: the annotation `cni-genie.io/picked`. */
export const Picked = Type.Object({
  network: Type.String(),
  score: Type.Optional(Type.Number()),
  decision: Type.Optional(Type.String()),
})
export type Picked = Static<typeof Picked>

/** What `kubectl genie why -o json` prints. */
export const WhyReport = Type.Object({
  /** `namespace/name`. */
  pod: Type.String(),
  /** Empty if the pod is gone or waits for a node. */
  node: Type.String(),
  /** `agent`: the decisions with every figure; `pod`: what is written on the pod, as the agent did not answer. */
  source: Type.Union([Type.Literal('agent'), Type.Literal('pod')]),
  /** Newest first; empty if the source is the pod. */
  decisions: Type.Array(Decision),
  picked: Nullable(Picked),
  /** What the Events on the pod say of its network, oldest first. */
  events: Type.Array(Type.String()),
})
export type WhyReport = Static<typeof WhyReport>
