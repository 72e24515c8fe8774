import { Type, type Static } from 'typebox'
import { Nullable } from './nullable.ts'

/** One network that a container was, or was about to be, attached to. */
export const RecordedAttachment = Type.Object({
  network: Type.String(),
  ifname: Type.String(),
  /** The conflist as source text, as it was at ADD: DEL and CHECK run this one, whatever the conf dir says now. */
  conflist: Type.String(),
  /** The delegate chain's final result as source text; null until it is known. */
  result: Nullable(Type.String()),
})
export type RecordedAttachment = Static<typeof RecordedAttachment>

/**
 * The journal's record of one ADD: `<stateDir>/journal/<containerId>@<CNI_IFNAME>.json`. It is written as `pending`
 * before the first delegate runs and as `done` after the last, and goes when every delegate's DEL has succeeded.
 */
export const AttachmentRecord = Type.Object({
  version: Type.Literal(1),
  state: Type.Union([Type.Literal('pending'), Type.Literal('done')]),
  containerId: Type.String(),
  ifname: Type.String(),
  netns: Type.String(),
  cniArgs: Type.String(),
  podNamespace: Type.String(),
  podName: Type.String(),
  podUid: Type.String(),
  decision: Nullable(Type.String()),
  attachments: Type.Array(RecordedAttachment),
})
export type AttachmentRecord = Static<typeof AttachmentRecord>
