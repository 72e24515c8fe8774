import type { RecordedAttachment } from '../../domain/attachment-record.ts'
import { parseConflist, type Conflist } from '../../cni/parse-conflist.ts'

/** One attachment in the making, or one that the journal knows. */
export interface Attachment {
  readonly network: string
  readonly ifname: string
  /** The NetworkAttachmentDefinition behind it, `namespace/name`; null for a network of the conf dir. */
  readonly nad: string | null
  /** The conflist's source text. */
  readonly source: string
  readonly conflist: Conflist
  /** Source text of the capability arguments for its plugins; null without any. */
  readonly runtimeConfig: string | null
  /** Source text of what its plugins get in `args.cni` beyond their own; null without any. */
  readonly cniArgs: string | null
  /** The pod's default gateways on it, best first; undefined where nothing is asked, as with all that the journal knows. */
  readonly gateways: readonly string[] | undefined
  /** Where the plugins' programs are, in their order; empty until somebody has looked. */
  readonly programs: readonly string[]
  /** How many of its plugins have been started, in their order. */
  begun: number
  /** The chain's final result as source text, in the conflist's version. */
  result: string | null
}

/** An attachment as the journal keeps it. */
export const toRecorded = (attachment: Attachment): RecordedAttachment => {
  const { network, ifname, nad, source, runtimeConfig, cniArgs, result } = attachment
  return { network, ifname, nad, conflist: source, runtimeConfig, cniArgs, result }
}

/** An attachment from the journal: whatever had begun of it, all of it has to be undone. */
export function fromRecorded(recorded: RecordedAttachment): Attachment {
  const { conflist: source, ...kept } = recorded
  const conflist = parseConflist(source)
  return { ...kept, source, conflist, gateways: undefined, programs: [], begun: conflist.plugins.length }
}
