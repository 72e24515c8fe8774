import { Type } from 'typebox'
import { DecisionOutcome } from '../../domain/decision.ts'

/** Decisions on a page unless a query says otherwise. */
export const defaultLimit = 50

/** Which decisions a page has. */
export const DecisionQuery = Type.Object({
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: defaultLimit })),
  /** Only decisions older than the one with this id. */
  before: Type.Optional(Type.String({ maxLength: 64 })),
  network: Type.Optional(Type.String({ maxLength: 256 })),
  namespace: Type.Optional(Type.String({ maxLength: 253 })),
  pod: Type.Optional(Type.String({ maxLength: 253 })),
  /** Unix times in ms: made at the one or later, and before the other. */
  from: Type.Optional(Type.Integer({ minimum: 0, maximum: 8.64e15 })),
  to: Type.Optional(Type.Integer({ minimum: 0, maximum: 8.64e15 })),
  outcome: Type.Optional(DecisionOutcome),
})
