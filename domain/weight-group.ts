import { Type, type Static } from 'typebox'

/** What people compare when they say what matters; each stands for KPIs of one kind. */
export const WeightGroup = Type.Union([
  Type.Literal('latency'),
  Type.Literal('congestion'),
  Type.Literal('response'),
  Type.Literal('addresses'),
  Type.Literal('price'),
  Type.Literal('stability'),
])
export type WeightGroup = Static<typeof WeightGroup>

/** Their shares of all that matters; they add up to 1. */
export const GroupShares = Type.Record(WeightGroup, Type.Number({ minimum: 0, maximum: 1 }))
export type GroupShares = Static<typeof GroupShares>

/** In the order in which they are asked for. */
export const weightGroups: readonly WeightGroup[] = WeightGroup.anyOf.map((each) => each.const)
