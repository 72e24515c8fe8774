import { Type, type Static } from 'typebox'
import { Nullable } from './nullable.ts'

/** One network that a container was, or was about to be, attached to. */
export const RecordedAttachment = Type.Object({
  network: Type.String(),
  ifname: Type.String(),
  /** The NetworkAttachmentDefinition behind it, `namespace/name`; null for a network of the conf dir. */
  nad: Nullable(Type.String()),
  /** The conflist as source text, as it was at ADD: DEL and CHECK run this one, whatever the conf dir says now. */
  conflist: Type.String(),
  /** The capability arguments that its plugins got, as the source text of one JSON object; null without any. */
  runtimeConfig: Nullable(Type.String()),
  /** What its plugins got in `args.cni` beyond their own, as the source text of one JSON object; null without any. */
  cniArgs: Nullable(Type.String()),
  /** The delegate chain's final result as source text; null until it is known. */
  result: Nullable(Type.String()),
})
export type RecordedAttachment = Static<typeof RecordedAttachment>

/**
 * The journal's record of one ADD: `<stateDir>/journal/<containerId>@<CNI_IFNAME>.json`. It is written as `pending`
 * before the first delegate runs and as `done` after the last, and goes when every delegate's DEL has succeeded. The
 * room `journal/` says how it is written down.
 */
export const AttachmentRecord = Type.Object({
  version: Type.Literal(2),
  state: Type.Union([Type.Literal('pending'), Type.Literal('done')]),
  containerId: Type.String(),
  ifname: Type.String(),
  netns: Type.String(),
  /** `/proc/sys/kernel/random/boot_id` at the ADD: after another boot no namespace of it exists. Empty if unknown. */
  bootId: Type.String(),
  /** CNI_ARGS and CNI_PATH of the ADD, for a DEL that nobody but ourselves asks for. */
  cniArgs: Type.String(),
  cniPath: Type.String(),
  podNamespace: Type.String(),
  podName: Type.String(),
  podUid: Type.String(),
  decision: Nullable(Type.String()),
  /** How the agent was missed where the networks were chosen without it: `gone` if it was for good. */
  agent: Type.Optional(Type.Union([Type.Literal('away'), Type.Literal('gone')])),
  attachments: Type.Array(RecordedAttachment),
})
export type AttachmentRecord = Static<typeof AttachmentRecord>
