import { Type, type Static } from 'typebox'

/** A ready-made set of weights, by what a workload is like. */
export const PresetName = Type.Union([
  Type.Literal('real-time'),
  Type.Literal('bulk'),
  Type.Literal('web'),
  Type.Literal('cost-first'),
])
export type PresetName = Static<typeof PresetName>
