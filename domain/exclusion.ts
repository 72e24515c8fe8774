import { Type, type Static } from 'typebox'
import { Kpi } from './kpi.ts'

/** One limit of an SLA that a network misses, or one KPI that is worth nothing and may not be. */
export const SlaMiss = Type.Object({
  kpi: Kpi,
  reading: Type.Number(),
  /** The reading that would do; of a critical KPI the one from which on it is worth nothing. */
  limit: Type.Number(),
  bound: Type.Union([Type.Literal('least'), Type.Literal('most'), Type.Literal('critical')]),
})
export type SlaMiss = Static<typeof SlaMiss>

/** What the sentence of an exclusion is told from, for those who tell it in another language. Each code has its own of them. */
export const ExclusionParameters = Type.Object({
  /** The plugin, device, namespaces, networks, capabilities or families that it is about. */
  names: Type.Optional(Type.Array(Type.String())),
  /** What there is, and what there would have to be or is at most. */
  has: Type.Optional(Type.Number()),
  needs: Type.Optional(Type.Number()),
  of: Type.Optional(Type.Number()),
  currency: Type.Optional(Type.String()),
  /** What the plugin has said, in its own words. */
  why: Type.Optional(Type.String()),
  seconds: Type.Optional(Type.Integer()),
  kpis: Type.Optional(Type.Array(Kpi)),
  misses: Type.Optional(Type.Array(SlaMiss)),
  /** `stranger`: the network is for other namespaces; else what the profile wants. Without names it is for all. */
  tenancy: Type.Optional(
    Type.Union([Type.Literal('stranger'), Type.Literal('isolated'), Type.Literal('dedicated')]),
  ),
})
export type ExclusionParameters = Static<typeof ExclusionParameters>

/** Why a candidate could not be chosen, whatever its score. */
export const Exclusion = Type.Object({
  code: Type.Union([
    Type.Literal('plugin-missing'),
    Type.Literal('addresses-exhausted'),
    Type.Literal('attachments-exhausted'),
    Type.Literal('not-allowed'),
    Type.Literal('denied'),
    Type.Literal('capability-missing'),
    Type.Literal('addresses-too-few'),
    Type.Literal('sla-missed'),
    Type.Literal('tenancy'),
    Type.Literal('family-missing'),
    Type.Literal('mtu-too-small'),
    Type.Literal('device-missing'),
    Type.Literal('over-budget'),
    Type.Literal('kpi-unknown'),
    Type.Literal('not-ready'),
    Type.Literal('cooling-down'),
  ]),
  /** In English, to be read on from the network's name. */
  detail: Type.String(),
  /** Left out by versions before it was, and where there is nothing to be told. */
  parameters: Type.Optional(ExclusionParameters),
})
export type Exclusion = Static<typeof Exclusion>
