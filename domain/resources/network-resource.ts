import { Type, type Static } from 'typebox'
import { Currency } from '../price-book.ts'
import { Kpi } from '../kpi.ts'
import { IpFamily } from '../network-facts.ts'
import { Condition } from './condition.ts'

/** Readings at or better than `good` are worth 1, at or worse than `bad` 0. */
export const Anchors = Type.Object(
  { good: Type.Number(), bad: Type.Number() },
  { additionalProperties: false },
)
export type Anchors = Static<typeof Anchors>

/** What a network costs; the newest entry whose time has come counts. Entries are added, never changed. */
export const PriceEntry = Type.Object(
  {
    validFrom: Type.String({ format: 'date-time' }),
    currency: Currency,
    /** Per 10^9 bytes that pods send, as a decimal text so that no cent is rounded. */
    perGigabyteEgress: Type.Optional(Type.String({ pattern: '^\\d{1,9}(\\.\\d{1,9})?$' })),
    perGigabyteIngress: Type.Optional(Type.String({ pattern: '^\\d{1,9}(\\.\\d{1,9})?$' })),
    perAttachmentHour: Type.Optional(Type.String({ pattern: '^\\d{1,9}(\\.\\d{1,9})?$' })),
  },
  { additionalProperties: false },
)
export type PriceEntry = Static<typeof PriceEntry>

/** What operators say of a network for the whole cluster: `Network`, cluster-scoped. */
export const NetworkSpec = Type.Object(
  {
    /** The conf of the nodes that it stands for, by name; either this or `nad`. */
    conf: Type.Optional(
      Type.String({ minLength: 1, maxLength: 253, pattern: '^[a-zA-Z0-9][a-zA-Z0-9_.-]*$' }),
    ),
    /** The NetworkAttachmentDefinition that it stands for. */
    nad: Type.Optional(
      Type.Object(
        {
          namespace: Type.String({ minLength: 1, maxLength: 63 }),
          name: Type.String({ minLength: 1, maxLength: 253 }),
        },
        { additionalProperties: false },
      ),
    ),
    capacity: Type.Optional(
      Type.Object(
        {
          /** What a node's link of it carries in each direction. */
          bitsPerSecond: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000_000_000_000 })),
          /** How many attachments a node's share of it is meant for. */
          attachmentsPerNode: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
        },
        { additionalProperties: false },
      ),
    ),
    /** The host interface that all of its traffic crosses. */
    uplink: Type.Optional(Type.String({ pattern: '^[^/:\\s]{1,15}$' })),
    /** Networks of one group share a link: what one of them carries the others cannot. */
    uplinkGroup: Type.Optional(Type.String({ minLength: 1, maxLength: 63 })),
    /** Networks of one pool take their addresses from the same ranges, where their confs do not say so. */
    addressPool: Type.Optional(Type.String({ minLength: 1, maxLength: 63 })),
    /** Words for what it can do, such as `multicast` or `encrypted`, which profiles ask for. */
    capabilities: Type.Optional(
      Type.Array(Type.String({ pattern: '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$' }), { maxItems: 32 }),
    ),
    /** Words that the catalogue gives CNIs of its type, and this one has not. */
    lacks: Type.Optional(
      Type.Array(Type.String({ pattern: '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$' }), { maxItems: 32 }),
    ),
    /** Anchors of this network's own, by KPI. */
    anchors: Type.Optional(
      Type.Object(
        Object.fromEntries(Kpi.anyOf.map(({ const: kpi }) => [kpi, Type.Optional(Anchors)])) as Record<
          Kpi,
          Type.TOptional<typeof Anchors>
        >,
        { additionalProperties: false },
      ),
    ),
    prices: Type.Optional(Type.Array(PriceEntry, { maxItems: 256 })),
    /** The only namespaces whose pods may be put on it by choice. */
    namespaces: Type.Optional(
      Type.Array(Type.String({ pattern: '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$' }), { maxItems: 256 }),
    ),
    /** What a pod's interface on it carries in one packet, in bytes, where the conf does not say. */
    mtu: Type.Optional(Type.Integer({ minimum: 68, maximum: 65_535 })),
    /** The families of its addresses, where the conf does not say. */
    families: Type.Optional(Type.Array(IpFamily, { minItems: 1, maxItems: 2 })),
    /** The device-plugin resource that its plugin needs a device of, such as `intel.com/sriov`. */
    device: Type.Optional(
      Type.String({ maxLength: 253, pattern: '^[a-zA-Z0-9.-]+/[a-zA-Z0-9]([a-zA-Z0-9_.-]*[a-zA-Z0-9])?$' }),
    ),
  },
  { additionalProperties: false },
)
export type NetworkSpec = Static<typeof NetworkSpec>

/** How a network's score is, in steps: what is written into the status changes by these, not by every round. */
export const ScoreBand = Type.Union([
  Type.Literal('Good'),
  Type.Literal('Fair'),
  Type.Literal('Poor'),
  Type.Literal('Unusable'),
  Type.Literal('Unknown'),
])
export type ScoreBand = Static<typeof ScoreBand>

/** What the controller sums up of all nodes. */
export const NetworkStatus = Type.Object(
  {
    observedGeneration: Type.Optional(Type.Integer({ minimum: 0 })),
    /** The nodes that have it. */
    nodes: Type.Integer({ minimum: 0 }),
    attachments: Type.Integer({ minimum: 0 }),
    addresses: Type.Optional(
      Type.Object(
        { used: Type.Integer({ minimum: 0 }), total: Type.Integer({ minimum: 0 }) },
        { additionalProperties: false },
      ),
    ),
    /** How many nodes see it in each band. */
    bands: Type.Record(Type.String(), Type.Integer({ minimum: 0 })),
    /** On how many nodes it is the one that the next pod would get. */
    bestOn: Type.Integer({ minimum: 0 }),
    conditions: Type.Optional(Type.Array(Condition, { maxItems: 8 })),
  },
  { additionalProperties: false },
)
export type NetworkStatus = Static<typeof NetworkStatus>
