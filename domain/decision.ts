import { Type, type Static } from 'typebox'
import { Exclusion, SlaMiss } from './exclusion.ts'
import { ExpectedCost, ExpectedUse } from './expected-cost.ts'
import { Kpi } from './kpi.ts'
import { NetworkFacts } from './network-facts.ts'
import { Nullable } from './nullable.ts'
import { Profile } from './profile.ts'

/** A pod as decisions and reports name it; without Kubernetes, `uid` is the container id. */
export const PodRef = Type.Object({ namespace: Type.String(), name: Type.String(), uid: Type.String() })
export type PodRef = Static<typeof PodRef>

/** One KPI of one candidate: what was measured, what it was worth, and what it added to the score. */
export const KpiScore = Type.Object({
  kpi: Kpi,
  /** The reading in the KPI's unit, reservations included; null if nobody measured it. */
  reading: Nullable(Type.Number()),
  ageMs: Nullable(Type.Number()),
  source: Nullable(Type.String()),
  /** From 0 to 1: how far its source is believed even when it is fresh; left out without a reading. */
  trust: Type.Optional(Type.Number()),
  /** From 0 (only the prior counts) to 1 (only the reading counts). */
  confidence: Type.Number(),
  /** The reading's value between its anchors, 0 to 1; null without a reading. */
  value: Nullable(Type.Number()),
  /** The anchors: readings from `good` on are worth 1, from `bad` on 0. */
  good: Type.Number(),
  bad: Type.Number(),
  /** What it is taken to be worth as far as no reading is trusted. */
  prior: Type.Number(),
  /** confidence * value + (1 - confidence) * prior. */
  blended: Type.Number(),
  /** The weight's share of all weights, 0 to 1. */
  weight: Type.Number(),
  /** weight * blended; the score is the sum of these. */
  contribution: Type.Number(),
})
export type KpiScore = Static<typeof KpiScore>

/** One network as it stood when a decision was made. */
export const Candidate = Type.Object({
  network: Type.String(),
  score: Type.Number(),
  /** 1 is best; excluded candidates have no rank. */
  rank: Nullable(Type.Integer()),
  excluded: Nullable(Exclusion),
  /** In what it misses an SLA that may be missed if nobody meets it; such candidates come after those that meet it. */
  missesSla: Type.Optional(Type.String()),
  /** The same as figures; left out by versions before it was. */
  slaMisses: Type.Optional(Type.Array(SlaMiss)),
  reservedBitsPerSecond: Type.Number(),
  reservedAttachments: Type.Integer(),
  /** Addresses promised on all networks that share its pool; as many as attachments if left out. */
  reservedAddresses: Type.Optional(Type.Integer()),
  kpis: Type.Array(KpiScore),
  /** What the filters saw; left out by algorithms before 4. */
  facts: Type.Optional(NetworkFacts),
  /** Who shares its link, by the name of the first of them: several picks of one pod are on different ones. */
  uplinkGroup: Type.Optional(Type.String()),
  /** What the pod is expected to cost on it; left out where nobody has named a price. */
  cost: Type.Optional(ExpectedCost),
  /** True if its score is so near to the best that either could have been chosen. */
  inBand: Type.Optional(Type.Boolean()),
})
export type Candidate = Static<typeof Candidate>

/**
 * What became of the decision: `planned` until the plugin reports, `detached` once the pod has left the network;
 * `observed` was never to be followed: it is what would have been picked.
 */
export const DecisionOutcome = Type.Union([
  Type.Literal('planned'),
  Type.Literal('attached'),
  Type.Literal('failed'),
  Type.Literal('detached'),
  Type.Literal('observed'),
])
export type DecisionOutcome = Static<typeof DecisionOutcome>

/** A network that failed, with what it said. */
export const Tried = Type.Object({ network: Type.String(), error: Type.String() })
export type Tried = Static<typeof Tried>

/** A choice with everything it was made from. */
export const Decision = Type.Object({
  id: Type.String(),
  at: Type.Integer(),
  pod: PodRef,
  ifname: Type.String(),
  profile: Profile,
  demandBitsPerSecond: Type.Number(),
  /** Best first, excluded ones last. */
  candidates: Type.Array(Candidate),
  chosen: Type.String(),
  /** All networks that were picked, `chosen` first, where the pod has asked for several. */
  picks: Type.Optional(Type.Array(Type.String())),
  /** How many it has asked for; 1 if left out. */
  wantedPicks: Type.Optional(Type.Integer({ minimum: 1 })),
  /** The KPIs that count on the node, by its configuration; left out by algorithms before 4. */
  measures: Type.Optional(Type.Array(Kpi)),
  /** The device-plugin resources that the pod has devices of; none if left out. */
  devices: Type.Optional(Type.Array(Type.String())),
  /** Where several decide at once: what draws among networks that are as good as each other (`selector/pipeline/rank.ts`). */
  seed: Type.Optional(Type.String()),
  /** What the pod is expected to use, and from what that is known. */
  use: Type.Optional(ExpectedUse),
  /** Networks that were chosen before within the same ADD, and failed, in their order. */
  tried: Type.Optional(Type.Array(Tried)),
  /** One sentence: the winner against the runner-up, KPI by KPI. */
  reason: Type.String(),
  /** True if no network met the profile's SLA and the best one was taken all the same. */
  degraded: Type.Optional(Type.Boolean()),
  /** Of an observed decision: the network that the pod was attached to instead. */
  attachedTo: Type.Optional(Type.String()),
  outcome: DecisionOutcome,
  /** The error that the plugin reported, if it failed. */
  error: Nullable(Type.String()),
  /** The version of the scoring code that made it. */
  algorithm: Type.Integer(),
})
export type Decision = Static<typeof Decision>

/** What asks for a decision. */
export const SelectRequest = Type.Object(
  {
    pod: PodRef,
    ifname: Type.String({ minLength: 1, maxLength: 15 }),
    /** Choose among these only; all networks of the node if left out. */
    networks: Type.Optional(Type.Array(Type.String(), { minItems: 1, maxItems: 256 })),
    /** The SelectionProfile to choose by, of the pod's namespace or as `namespace/name`; the cluster's if left out. */
    profile: Type.Optional(Type.String({ minLength: 1, maxLength: 317 })),
    /** What the pod is expected to use; learned from the pods that run if left out. */
    demandBitsPerSecond: Type.Optional(Type.Number({ minimum: 0 })),
    /** How many networks to pick, on different uplinks; 1 if left out. */
    picks: Type.Optional(Type.Integer({ minimum: 1, maximum: 8 })),
    /** The device-plugin resources that the pod has devices of; none if left out. */
    devices: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 253 }), { maxItems: 64 })),
    /** Answer without storing the decision and without reserving anything. */
    dryRun: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
)
export type SelectRequest = Static<typeof SelectRequest>
