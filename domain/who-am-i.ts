import { Type, type Static } from 'typebox'

/** Whom a caller of the API is taken for. */
export const WhoAmI = Type.Object({
  /** As the audit trail has it. */
  name: Type.String(),
  groups: Type.Array(Type.String()),
  by: Type.Union([
    Type.Literal('machine'),
    Type.Literal('token'),
    Type.Literal('cluster'),
    Type.Literal('nobody'),
  ]),
  /** `none`: nothing until a token is sent; `asked`: the cluster says so each time. */
  may: Type.Union([Type.Literal('none'), Type.Literal('read'), Type.Literal('write'), Type.Literal('asked')]),
  mode: Type.Union([Type.Literal('local'), Type.Literal('tokens'), Type.Literal('cluster')]),
})
export type WhoAmI = Static<typeof WhoAmI>
