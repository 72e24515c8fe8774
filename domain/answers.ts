import { Type, type Static } from 'typebox'
import { IpFamily } from './network-facts.ts'
import { Currency, DecimalText } from './price-book.ts'

/** `must`: a network that fails it is never taken; `goal`: the best one is taken all the same if all fail. */
export const Strictness = Type.Union([Type.Literal('goal'), Type.Literal('must')])
export type Strictness = Static<typeof Strictness>

const closed = { additionalProperties: false }
const Mbps = Type.Number({ minimum: 0, maximum: 1_000_000 })

/**
 * The fourteen questions of the questionnaire: form, API and SelectionProfile have this shape. Every answer may be left
 * out, and asks for nothing then.
 */
export const Answers = Type.Object(
  {
    /** The finest NetworkPolicy that has to be enforced. */
    networkPolicy: Type.Optional(
      Type.Union([Type.Literal('none'), Type.Literal('ingress'), Type.Literal('egress'), Type.Literal('l7')]),
    ),
    /** Encryption of what leaves the node. */
    encryption: Type.Optional(
      Type.Union([
        Type.Literal('none'),
        Type.Literal('prefer'),
        Type.Literal('wireguard'),
        Type.Literal('ipsec'),
      ]),
    ),
    traffic: Type.Optional(
      Type.Union([
        Type.Literal('web'),
        Type.Literal('bulk'),
        Type.Literal('streaming'),
        Type.Literal('real-time'),
        Type.Literal('telco'),
      ]),
    ),
    latency: Type.Optional(
      Type.Object(
        {
          /** What 95 of 100 packets have to stay below. */
          p95Ms: Type.Number({ minimum: 0.001, maximum: 60_000 }),
          strictness: Type.Optional(Strictness),
        },
        closed,
      ),
    ),
    /** Of one pod, in 10^6 bits per second. */
    bandwidth: Type.Optional(
      Type.Object(
        {
          sustainedMbps: Type.Optional(Mbps),
          peakMbps: Type.Optional(Mbps),
          strictness: Type.Optional(Strictness),
        },
        closed,
      ),
    ),
    families: Type.Optional(Type.Array(IpFamily, { minItems: 1, maxItems: 2 })),
    address: Type.Optional(Type.Union([Type.Literal('any'), Type.Literal('sticky'), Type.Literal('static')])),
    link: Type.Optional(
      Type.Object(
        {
          multicast: Type.Optional(Type.Boolean()),
          /** Pods of the network reach each other by Ethernet frames. */
          layer2: Type.Optional(Type.Boolean()),
          minMtu: Type.Optional(Type.Integer({ minimum: 68, maximum: 65_535 })),
        },
        closed,
      ),
    ),
    nodeOs: Type.Optional(
      Type.Union([Type.Literal('linux'), Type.Literal('windows'), Type.Literal('mixed')]),
    ),
    tenancy: Type.Optional(
      Type.Union([Type.Literal('shared'), Type.Literal('isolated'), Type.Literal('dedicated')]),
    ),
    hardware: Type.Optional(
      Type.Array(Type.Union([Type.Literal('sriov'), Type.Literal('dpdk'), Type.Literal('rdma')]), {
        maxItems: 3,
      }),
    ),
    cost: Type.Optional(
      Type.Object(
        {
          /** What one pod may cost in a month. */
          monthlyBudget: Type.Optional(Type.Object({ amount: DecimalText, currency: Currency }, closed)),
          /** From 0, only speed counts, to 10, price counts as much as all the rest. */
          overSpeed: Type.Optional(Type.Number({ minimum: 0, maximum: 10 })),
        },
        closed,
      ),
    ),
    /** Whether a running pod may be replaced by one on a better network. */
    restarts: Type.Optional(Type.Union([Type.Literal('none'), Type.Literal('surge'), Type.Literal('any')])),
    /** On one node. */
    scale: Type.Optional(
      Type.Object(
        {
          pods: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000 })),
          startsPerHour: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
        },
        closed,
      ),
    ),
  },
  closed,
)
export type Answers = Static<typeof Answers>

/** A question, by the member of `Answers` that holds its answer. */
export type QuestionKey = keyof Answers
