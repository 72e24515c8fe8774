import { Type, type Static } from 'typebox'
import { Kpi } from './kpi.ts'
import { IpFamily } from './network-facts.ts'
import { Currency, DecimalText } from './price-book.ts'

const weight = { minimum: 0, maximum: 10 }

/** How much each KPI weighs, from 0 (not at all) to 10; only their proportions matter. */
export const Weights = Type.Object(
  Object.fromEntries(Kpi.anyOf.map(({ const: kpi }) => [kpi, Type.Number(weight)])) as Record<
    Kpi,
    Type.TNumber
  >,
)
export type Weights = Static<typeof Weights>

const NetworkNames = Type.Array(Type.String({ minLength: 1, maxLength: 253 }), { maxItems: 64 })

/** What a network has to be, whatever its score. */
export const Constraints = Type.Object(
  {
    /** Only these networks, by the name of their conf. */
    allow: Type.Optional(NetworkNames),
    /** None of these. */
    deny: Type.Optional(NetworkNames),
    /** Words that the network's `Network` resource has to list among its capabilities. */
    capabilities: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 63 }), { maxItems: 16 })),
    minFreeAddresses: Type.Optional(Type.Integer({ minimum: 0 })),
    /** All of these families of addresses. */
    families: Type.Optional(Type.Array(IpFamily, { minItems: 1, maxItems: 2 })),
    /** In bytes, as the pod's interface has it. */
    minMtu: Type.Optional(Type.Integer({ minimum: 68, maximum: 65_535 })),
    /** `isolated`: only networks that are for named namespaces; `dedicated`: only those for this one alone. */
    tenancy: Type.Optional(
      Type.Union([Type.Literal('shared'), Type.Literal('isolated'), Type.Literal('dedicated')]),
    ),
    /** What a pod may cost on it in a month, held against what nine of ten cost. */
    monthlyBudget: Type.Optional(
      Type.Object({ amount: DecimalText, currency: Currency }, { additionalProperties: false }),
    ),
    /** KPIs that have to be known of it. */
    requiredKpis: Type.Optional(Type.Array(Kpi, { maxItems: 16 })),
  },
  { additionalProperties: false },
)
export type Constraints = Static<typeof Constraints>

/** What a network has to measure. */
export const Sla = Type.Object(
  {
    /** `strict`: no network that fails it; `fallbackBestPath`: the best one all the same if none meets it. */
    mode: Type.Union([Type.Literal('strict'), Type.Literal('fallbackBestPath')], {
      default: 'fallbackBestPath',
    }),
    maxUtilizationRatio: Type.Optional(Type.Number({ minimum: 0, maximum: 1 })),
    maxDropRatio: Type.Optional(Type.Number({ minimum: 0, maximum: 1 })),
    maxLatencyMs: Type.Optional(Type.Number({ minimum: 0, maximum: 60_000 })),
    maxLossRatio: Type.Optional(Type.Number({ minimum: 0, maximum: 1 })),
    maxJitterMs: Type.Optional(Type.Number({ minimum: 0, maximum: 60_000 })),
    maxResponseTimeMs: Type.Optional(Type.Number({ minimum: 0, maximum: 60_000 })),
    minHeadroomBitsPerSecond: Type.Optional(Type.Number({ minimum: 0, maximum: 1e15 })),
    /** KPIs that may not be worth 0, whatever the others are worth: as bad as their bad anchor is a miss. */
    critical: Type.Optional(Type.Array(Kpi, { maxItems: 16 })),
  },
  { additionalProperties: false },
)
export type Sla = Static<typeof Sla>

/** Which KPI a member of an SLA is a limit of: its most, or where more of it is better its least. */
export const slaLimits = {
  maxUtilizationRatio: 'utilization',
  minHeadroomBitsPerSecond: 'headroom',
  maxLatencyMs: 'latency',
  maxJitterMs: 'jitter',
  maxLossRatio: 'loss',
  maxResponseTimeMs: 'responseTime',
  maxDropRatio: 'dropRatio',
} as const satisfies Partial<Record<Exclude<keyof Sla, 'mode' | 'critical'>, Kpi>>

/** The limits that an SLA sets, in the order in which people read KPIs. */
export function limitsOf(sla: Sla): { readonly kpi: Kpi; readonly limit: number }[] {
  return (Object.keys(slaLimits) as (keyof typeof slaLimits)[]).flatMap((member) => {
    const limit = sla[member]
    return limit === undefined ? [] : [{ kpi: slaLimits[member], limit }]
  })
}

/** Capabilities that are good to have, each with what it counts, from 0 to 1: the KPI `fit` is the share that a network has. */
export const Preferences = Type.Record(
  Type.String({ minLength: 1, maxLength: 63 }),
  Type.Number({ minimum: 0, maximum: 1 }),
  { maxProperties: 16 },
)
export type Preferences = Static<typeof Preferences>

/** When a running pod may be moved to a better network. Kept with the profile; nothing switches yet. */
export const Switching = Type.Object(
  {
    enabled: Type.Boolean({ default: false }),
    /** How much better the other network has to score. */
    minGain: Type.Optional(Type.Number({ minimum: 0, maximum: 1 })),
    cooldownSeconds: Type.Optional(Type.Integer({ minimum: 0, maximum: 604_800 })),
  },
  { additionalProperties: false },
)
export type Switching = Static<typeof Switching>

/** What a workload wants of its network. */
export const Profile = Type.Object({
  /** `default` for the built-in one, else `namespace/name` of its SelectionProfile. */
  name: Type.String(),
  /** The SelectionProfile's generation. */
  version: Type.Integer(),
  weights: Weights,
  constraints: Type.Optional(Constraints),
  sla: Type.Optional(Sla),
  preferences: Type.Optional(Preferences),
  /** What a pod is expected to use at least, in bits per second, before anything is known of its like. */
  demandBitsPerSecond: Type.Optional(Type.Number({ minimum: 0 })),
})
export type Profile = Static<typeof Profile>

/** What holds where nobody said anything else. */
export const defaultProfile: Profile = {
  name: 'default',
  version: 1,
  weights: {
    utilization: 6,
    headroom: 0,
    latency: 3,
    jitter: 0,
    loss: 1,
    responseTime: 1,
    applicationResponse: 1,
    dropRatio: 1,
    addressOccupancy: 2,
    occupancy: 1,
    subnets: 0,
    price: 0,
    fit: 0,
  },
}
