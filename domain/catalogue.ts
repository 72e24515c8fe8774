import { Type, type Static } from 'typebox'
import { Nullable } from './nullable.ts'

/** Words for what a network can do, which catalogue, questionnaire and profiles use alike; operators may add others. */
export const CapabilityWord = Type.Union([
  Type.Literal('network-policy'),
  Type.Literal('network-policy-egress'),
  Type.Literal('network-policy-l7'),
  Type.Literal('encrypted'),
  Type.Literal('wireguard'),
  Type.Literal('ipsec'),
  Type.Literal('ipv6'),
  Type.Literal('multicast'),
  Type.Literal('layer2'),
  Type.Literal('windows'),
  Type.Literal('static-address'),
  Type.Literal('sriov'),
  Type.Literal('dpdk'),
  Type.Literal('rdma'),
])
export type CapabilityWord = Static<typeof CapabilityWord>

/**
 * Whether a CNI can do something: `yes` wherever it is installed, `optional` if it is set up for it, which only the
 * operator knows, or `no`.
 */
export const CatalogueCell = Type.Object(
  {
    has: Type.Union([Type.Literal('yes'), Type.Literal('optional'), Type.Literal('no')]),
    /** Where it says so; null where nobody has looked it up, and then it informs and decides nothing. */
    source: Nullable(Type.String({ pattern: '^https://' })),
    note: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
)
export type CatalogueCell = Static<typeof CatalogueCell>

/** What is known of a CNI, or of an IPAM plugin. */
export const CatalogueEntry = Type.Object(
  {
    name: Type.String(),
    /** The types of plugins that it is known by; none where its conf does not tell. */
    plugins: Type.Array(Type.String()),
    /** The types of IPAM plugins that it is known by: besides one of `plugins`, if there are any. */
    ipam: Type.Optional(Type.Array(Type.String())),
    datapath: Type.String(),
    note: Type.Optional(Type.String()),
    cells: Type.Partial(Type.Record(CapabilityWord, CatalogueCell), { additionalProperties: false }),
  },
  { additionalProperties: false },
)
export type CatalogueEntry = Static<typeof CatalogueEntry>

/** What a benchmark has measured of a CNI between two pods. */
export const BenchmarkRow = Type.Object(
  {
    cni: Type.String(),
    /** Of one TCP stream, in 10^9 bits per second. */
    tcpGbps: Type.Number(),
    /** Of one UDP stream as fast as it goes, in percent. */
    udpLossPercent: Type.Number(),
    source: Type.String({ pattern: '^https://' }),
  },
  { additionalProperties: false },
)
export type BenchmarkRow = Static<typeof BenchmarkRow>

/** A benchmark with the machine itself to compare with. */
export const Benchmark = Type.Object(
  {
    name: Type.String(),
    about: Type.String(),
    /** Without any CNI. */
    bare: BenchmarkRow,
    rows: Type.Array(BenchmarkRow),
  },
  { additionalProperties: false },
)
export type Benchmark = Static<typeof Benchmark>

/** All that is known of CNIs in general. */
export const Catalogue = Type.Object({ cnis: Type.Array(CatalogueEntry), benchmark: Benchmark })
export type Catalogue = Static<typeof Catalogue>
