import type { RecordedAttachment } from '../domain/attachment-record.ts'
import { parseConflist, type Conflist } from '../cni/parse-conflist.ts'

/** One attachment in the making, or one that the journal knows. */
export interface Attachment {
  readonly network: string
  readonly ifname: string
  /** The conflist's source text. */
  readonly source: string
  readonly conflist: Conflist
  /** How many of its plugins have been started, in their order. */
  begun: number
  /** The chain's final result as source text, in the conflist's version. */
  result: string | null
}

/** An attachment as the journal keeps it. */
export const toRecorded = ({ network, ifname, source, result }: Attachment): RecordedAttachment => ({
  network,
  ifname,
  conflist: source,
  result,
})

/** An attachment from the journal: whatever had begun of it, all of it has to be undone. */
export function fromRecorded({ network, ifname, conflist: source, result }: RecordedAttachment): Attachment {
  const conflist = parseConflist(source)
  return { network, ifname, source, conflist, begun: conflist.plugins.length, result }
}
