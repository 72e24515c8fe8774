import { Type, type Static } from 'typebox'
import { Nullable } from './nullable.ts'

/** Why something of a source is no figure; counted by these words. */
export const FaultReason = Type.Union([
  Type.Literal('timeout'),
  Type.Literal('unreachable'),
  Type.Literal('unauthorized'),
  Type.Literal('forbidden'),
  Type.Literal('missing'),
  Type.Literal('http'),
  Type.Literal('too-large'),
  Type.Literal('malformed'),
  Type.Literal('out-of-range'),
  Type.Literal('duplicate'),
  Type.Literal('reset'),
  Type.Literal('stale'),
  Type.Literal('too-many'),
])
export type FaultReason = Static<typeof FaultReason>

/** What a figure is about; of the sources of one kind the first that has measured a network is heard. */
export const SourceKind = Type.Union([
  Type.Literal('traffic'),
  Type.Literal('addresses'),
  Type.Literal('probes'),
  Type.Literal('application'),
])
export type SourceKind = Static<typeof SourceKind>

/** How a source of figures fares. */
export const SourceStatus = Type.Object({
  name: Type.String(),
  kind: SourceKind,
  /** Whether the last read succeeded; null before the first. */
  isAvailable: Nullable(Type.Boolean()),
  /** Why it did not, in a sentence. */
  fault: Nullable(Type.String()),
  /** Networks that its last answer was about. */
  networks: Type.Integer(),
  /** Everything it dropped since the start, failed reads included, by the reason. */
  dropped: Type.Record(Type.String(), Type.Integer()),
  lastDurationMs: Nullable(Type.Number()),
  /** Unix time in ms of its last success. */
  succeededAt: Nullable(Type.Integer()),
})
export type SourceStatus = Static<typeof SourceStatus>

/** All sources of a node, of each kind the best first. */
export const SourceStatusList = Type.Object({ sources: Type.Array(SourceStatus) })
export type SourceStatusList = Static<typeof SourceStatusList>
