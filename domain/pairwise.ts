import { Type, type Static } from 'typebox'
import { Nullable } from './nullable.ts'
import { Weights } from './profile.ts'
import { GroupShares, WeightGroup, weightGroups } from './weight-group.ts'

/** Comparisons of groups: of the most important one with each of the others, or of all fifteen pairs. */
export const PairwiseRequest = Type.Object(
  {
    most: Type.Optional(WeightGroup),
    /** How many times as important `most` is as each of these; one that is left out is as important. */
    times: Type.Optional(
      Type.Object(
        Object.fromEntries(
          weightGroups.map((group) => [group, Type.Optional(Type.Number({ minimum: 1, maximum: 9 }))]),
        ),
        { additionalProperties: false },
      ),
    ),
    pairs: Type.Optional(
      Type.Array(
        Type.Object(
          {
            group: WeightGroup,
            than: WeightGroup,
            /** How many times as important `group` is as `than`. */
            times: Type.Number({ minimum: 1 / 9, maximum: 9 }),
          },
          { additionalProperties: false },
        ),
        { minItems: 15, maxItems: 15 },
      ),
    ),
  },
  { additionalProperties: false },
)
export type PairwiseRequest = Static<typeof PairwiseRequest>

/** What comparisons lead to. */
export const PairwiseAnswer = Type.Object({
  shares: GroupShares,
  weights: Weights,
  /** How much they contradict each other: 0 not at all; null where they cannot. */
  consistencyRatio: Nullable(Type.Number()),
  /** Whether that is below 0.1. Weights of comparisons that are not had better not be used. */
  consistent: Type.Boolean(),
})
export type PairwiseAnswer = Static<typeof PairwiseAnswer>
