import { Type, type Static } from 'typebox'
import { FaultRule } from './fault-rule.ts'

/** How every fault of the API is answered: `application/problem+json` of RFC 9457. */
export const Problem = Type.Object({
  /** A page of the docs about faults of this kind, or `about:blank`. */
  type: Type.String(),
  /** The kind of fault in a few words; the same for all of the kind. */
  title: Type.String(),
  status: Type.Integer(),
  /** One sentence: what, which value, what to do. */
  detail: Type.String(),
  /** The same sentence, where clients older than RFC 9457 look for it. */
  message: Type.String(),
  /** Each fault of a body by its JSON pointer, all at once. */
  errors: Type.Optional(
    Type.Array(
      Type.Object({ pointer: Type.String(), detail: Type.String(), rule: Type.Optional(FaultRule) }),
    ),
  ),
})
export type Problem = Static<typeof Problem>
