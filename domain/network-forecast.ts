import { Type, type Static } from 'typebox'
import { Nullable } from './nullable.ts'

/** When something gets to its end, as it has gone in the last hours. */
export const Crossing = Type.Object({
  /** From the forecast's time on; 0 where it is there already. */
  inSeconds: Type.Number(),
  /** From 0.8 (with less nobody would tell) to 1. */
  confidence: Type.Number(),
})
export type Crossing = Static<typeof Crossing>

/** Where a network is going. A null: nowhere near, or nobody can tell. */
export const NetworkForecast = Type.Object({
  network: Type.String(),
  /** Unix time in ms of the newest figure that it is made from. */
  at: Type.Integer(),
  /** When the last address that a pod may get is taken. */
  addresses: Nullable(Crossing),
  /** When the busier direction uses all of the capacity. */
  utilization: Nullable(Crossing),
})
export type NetworkForecast = Static<typeof NetworkForecast>
