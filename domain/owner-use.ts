import { Type, type Static } from 'typebox'

/** What pods of an owner have used on a node, as far as it was counted: figures of one pod. */
export const OwnerUse = Type.Object({
  /** `namespace/kind/name`. */
  owner: Type.String(),
  /** Means of the last day or so; what is older counts less and less. */
  egressBytesPerHour: Type.Number(),
  ingressBytesPerHour: Type.Number(),
  /** The last spells of single pods, each in bytes an hour, oldest first. */
  recentEgress: Type.Array(Type.Number()),
  recentIngress: Type.Array(Type.Number()),
  /** For how long pods of it were counted in all, in hours. */
  hours: Type.Number(),
  /** How many of its pods ran when they were counted last; left out where nobody has counted them. */
  pods: Type.Optional(Type.Integer()),
  /** Unix time in ms. */
  updatedAt: Type.Integer(),
})
export type OwnerUse = Static<typeof OwnerUse>
