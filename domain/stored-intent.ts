import { Type, type Static } from 'typebox'
import { Nullable } from './nullable.ts'
import { NetworkSpec } from './resources/network-resource.ts'
import { SelectionProfileSpec } from './resources/selection-profile.ts'

/** From where a definition is: a file of this machine, what was written through the API, or a cluster's API server. */
export const IntentOrigin = Type.Union([Type.Literal('file'), Type.Literal('api'), Type.Literal('cluster')])
export type IntentOrigin = Static<typeof IntentOrigin>

/** The version that `ETag` shows; 0 of what a file defines, which has none. */
const version = Type.Integer({ minimum: 0 })

/** A SelectionProfile as the API has it. */
export const StoredProfile = Type.Object({
  namespace: Type.String(),
  name: Type.String(),
  version,
  origin: IntentOrigin,
  spec: SelectionProfileSpec,
})
export type StoredProfile = Static<typeof StoredProfile>

/** A page of SelectionProfiles, by namespace and name; `next` is what `after` of the next page is. */
export const StoredProfileList = Type.Object({
  profiles: Type.Array(StoredProfile),
  next: Nullable(Type.String()),
})
export type StoredProfileList = Static<typeof StoredProfileList>

/** What an operator says of a network, without what it is of. */
export const NetworkSettingsSpec = Type.Omit(NetworkSpec, ['conf', 'nad'], { additionalProperties: false })
export type NetworkSettingsSpec = Static<typeof NetworkSettingsSpec>

/** The settings of a network as the API has them. */
export const StoredNetworkSettings = Type.Object({
  network: Type.String(),
  version,
  origin: IntentOrigin,
  settings: NetworkSettingsSpec,
})
export type StoredNetworkSettings = Static<typeof StoredNetworkSettings>

/** Who has changed what. */
export const AuditEntry = Type.Object({
  id: Type.String(),
  /** Unix time in ms. */
  at: Type.Integer(),
  by: Type.String(),
  kind: Type.String(),
  namespace: Type.String(),
  name: Type.String(),
  version,
  /** Specs; null where there was none before, or is none after it. */
  before: Type.Unknown(),
  after: Type.Unknown(),
})
export type AuditEntry = Static<typeof AuditEntry>

/** A page of changes, newest first. */
export const AuditPage = Type.Object({ changes: Type.Array(AuditEntry), next: Nullable(Type.String()) })
export type AuditPage = Static<typeof AuditPage>
