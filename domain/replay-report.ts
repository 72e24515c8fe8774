import { Type, type Static } from 'typebox'

/** A stored decision made again from its own inputs. */
export const ReplayReport = Type.Object({
  id: Type.String(),
  at: Type.Integer(),
  algorithm: Type.Integer(),
  /** Whether every bit came out as it is stored. */
  isSame: Type.Boolean(),
  /** What did not, by JSON pointers into the decision. */
  differs: Type.Array(Type.String()),
  /** As it is stored, and as this program makes it. */
  chosen: Type.String(),
  chosenAgain: Type.Union([Type.String(), Type.Null()]),
  reason: Type.String(),
  reasonAgain: Type.String(),
})
export type ReplayReport = Static<typeof ReplayReport>
