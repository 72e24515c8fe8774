import { Type, type Static } from 'typebox'
import { Candidate, DecisionOutcome, PodRef } from './decision.ts'
import { Kpi } from './kpi.ts'
import { Nullable } from './nullable.ts'
import { Weights } from './profile.ts'
import { SelectionProfileSpec } from './resources/selection-profile.ts'

const name = (maxLength: number) => Type.String({ minLength: 1, maxLength })
const Time = Type.Integer({ minimum: 0, maximum: 8.64e15 })

/** What is taken to be otherwise. The profile comes first, then single weights; flat prices come before the book. */
export const WhatIfChange = Type.Object(
  {
    /** In place of each decision's own profile: the `spec` of a SelectionProfile, which need not exist. */
    profile: Type.Optional(SelectionProfileSpec),
    /** In place of these weights of each decision's profile. */
    weights: Type.Optional(Type.Partial(Weights, { additionalProperties: false })),
    /** What these networks cost for 10^9 bytes of egress, flat, in the currency of the decision. */
    prices: Type.Optional(
      Type.Record(name(253), Type.Number({ minimum: 0, maximum: 1e6 }), { maxProperties: 256 }),
    ),
    /** In place of the book that each decision was priced by: rates as a price book has them, checked as those are. */
    priceBook: Type.Optional(
      Type.Object(
        { rates: Type.Array(Type.Unknown(), { maxItems: 4_096 }) },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
)
export type WhatIfChange = Static<typeof WhatIfChange>

/** Which decisions are looked at: the last ones that all of this holds for. */
export const LookBack = Type.Object({
  last: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000, default: 1_000 })),
  node: Type.Optional(name(253)),
  namespace: Type.Optional(name(253)),
  pod: Type.Optional(name(253)),
  /** The network that was chosen. */
  network: Type.Optional(name(256)),
  outcome: Type.Optional(DecisionOutcome),
  /** Unix times in ms: made at the one or later, and before the other. */
  from: Type.Optional(Time),
  to: Type.Optional(Time),
})
export type LookBack = Static<typeof LookBack>

/** What would have been if. */
export const WhatIfRequest = Type.Object(
  {
    ...WhatIfChange.properties,
    ...LookBack.properties,
    /** How many of the decisions that change are shown. */
    sample: Type.Optional(Type.Integer({ minimum: 0, maximum: 100, default: 10 })),
  },
  { additionalProperties: false },
)
export type WhatIfRequest = Static<typeof WhatIfRequest>

/** A figure as it was, and as it would have been. */
const BeforeAfter = Type.Object({ before: Type.Number(), after: Type.Number() })

/** Decisions that went from one network to one network: to the same, to another, or to none that could take the pod. */
export const Move = Type.Object({
  from: Type.String(),
  to: Nullable(Type.String()),
  decisions: Type.Integer(),
})
export type Move = Static<typeof Move>

/** One decision that changes. */
export const ChangedDecision = Type.Object({
  id: Type.String(),
  at: Type.Integer(),
  pod: PodRef,
  from: Type.String(),
  to: Nullable(Type.String()),
  /** Why, in the words of a decision. */
  reason: Type.String(),
})
export type ChangedDecision = Static<typeof ChangedDecision>

/** How the last decisions would have gone. Means are over the decisions that have the figure both ways. */
export const WhatIfReport = Type.Object({
  /** How many were looked at, and how many of them could be made again. */
  decisions: Type.Integer(),
  compared: Type.Integer(),
  /** The others, by the algorithm that made them: not all that they were made from was kept. */
  skipped: Type.Array(Type.Object({ algorithm: Type.Integer(), decisions: Type.Integer() })),
  /** When the oldest and the newest of them were made; null if there is none. */
  oldestAt: Nullable(Type.Integer()),
  newestAt: Nullable(Type.Integer()),
  changed: Type.Integer(),
  /** Those of them that no network could have taken. */
  refused: Type.Integer(),
  /** From where to where, the most frequent first. */
  moves: Type.Array(Move),
  networks: Type.Array(Type.Object({ network: Type.String(), ...BeforeAfter.properties })),
  /** Mean readings of the networks that pods got. */
  figures: Type.Array(Type.Object({ kpi: Kpi, decisions: Type.Integer(), ...BeforeAfter.properties })),
  /** How many pods got a network at or beyond the bad anchor of congestion. */
  congested: Type.Object({ decisions: Type.Integer(), ...BeforeAfter.properties }),
  /** How many got one that misses their profile's SLA. */
  degraded: BeforeAfter,
  /** What all these pods are expected to cost in a month. */
  cost: Type.Array(
    Type.Object({
      currency: Type.String(),
      decisions: Type.Integer(),
      ...BeforeAfter.properties,
      /** By the new prices, had every pod stayed where it was. */
      unmoved: Type.Number(),
    }),
  ),
  /** Some of those that change, the newest first. */
  sample: Type.Array(ChangedDecision),
  /** What the figures do not know, in sentences. */
  unknown: Type.Array(Type.String()),
})
export type WhatIfReport = Static<typeof WhatIfReport>

/** How a single decision would have gone. */
export const WhatIfDecision = Type.Object({
  id: Type.String(),
  from: Type.String(),
  to: Nullable(Type.String()),
  isChanged: Type.Boolean(),
  reason: Type.String(),
  candidates: Type.Array(Candidate),
})
export type WhatIfDecision = Static<typeof WhatIfDecision>

/** Who would win. */
export const Ranking = Type.Object({
  at: Type.Integer(),
  node: Type.String(),
  /** The best first; none if no network can take the pod. */
  picks: Type.Array(Type.String()),
  reason: Type.String(),
  degraded: Type.Boolean(),
  candidates: Type.Array(Candidate),
  /** True where a draw has decided among those in the band. */
  isDrawn: Type.Optional(Type.Boolean()),
})
export type Ranking = Static<typeof Ranking>

/** A question who would win now, for a pod of a namespace, by a profile that need not exist. */
export const RankRequest = Type.Object(
  {
    profile: Type.Optional(SelectionProfileSpec),
    /** In place of these weights of the profile, or of the one that holds where nobody names one. */
    weights: Type.Optional(Type.Partial(Weights, { additionalProperties: false })),
    namespace: Type.Optional(name(253)),
    networks: Type.Optional(Type.Array(name(256), { minItems: 1, maxItems: 256 })),
    picks: Type.Optional(Type.Integer({ minimum: 1, maximum: 8 })),
    node: Type.Optional(name(253)),
  },
  { additionalProperties: false },
)
export type RankRequest = Static<typeof RankRequest>

/** For which decisions it is asked what their weights do; each is made two dozen times over. */
export const SensitivityRequest = Type.Object(
  {
    ...LookBack.properties,
    last: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000, default: 200 })),
  },
  { additionalProperties: false },
)
export type SensitivityRequest = Static<typeof SensitivityRequest>

/** A weight at which another network wins. */
export const Flip = Type.Object({ kpi: Kpi, from: Type.Number(), to: Type.Number(), network: Type.String() })
export type Flip = Static<typeof Flip>

/** What one weight of a profile does to a decision: the bars of a tornado diagram. */
export const WeightSensitivity = Type.Object({
  kpi: Kpi,
  /** As the profile has it. */
  weight: Type.Number(),
  /** How far ahead the network that was chosen is of the best other one with this weight at 0, and at 10; below 0 it loses. */
  leadAt0: Type.Number(),
  leadAt10: Type.Number(),
  /** The nearest weights below and above its own at which another network wins, to a thousandth; none if there is none. */
  flips: Type.Array(Flip),
})
export type WeightSensitivity = Static<typeof WeightSensitivity>

/** How firm a decision stands. */
export const DecisionSensitivity = Type.Object({
  id: Type.String(),
  chosen: Type.String(),
  /** How far it is ahead of the best other network; null if no other can take the pod. */
  lead: Nullable(Type.Number()),
  /** By the KPIs that count, the one first whose weight moves the lead most. */
  weights: Type.Array(WeightSensitivity),
  /** The smallest change of one weight that makes another network win; null if no single weight does. */
  smallest: Nullable(Flip),
})
export type DecisionSensitivity = Static<typeof DecisionSensitivity>

/** Which weight matters most for the last decisions: how many change if it is left out, and if it is doubled (10 at most). */
export const SensitivityReport = Type.Object({
  decisions: Type.Integer(),
  compared: Type.Integer(),
  weights: Type.Array(
    Type.Object({ kpi: Kpi, changedWithout: Type.Integer(), changedDoubled: Type.Integer() }),
  ),
})
export type SensitivityReport = Static<typeof SensitivityReport>
