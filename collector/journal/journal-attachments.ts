import Type from 'typebox'
import { Compile } from 'typebox/compile'
import type { AttachmentRecord, RecordedAttachment } from '../../domain/attachment-record.ts'
import { ownerOfPod } from '../../domain/owner-of-pod.ts'
import { isInterfaceName } from '../traffic/interface-name.ts'

/** One interface of a container on one network. */
export interface JournalAttachment {
  readonly containerId: string
  readonly ifname: string
  readonly network: string
  /** As the runtime gave it; empty if it gave none. */
  readonly podUid: string
  /** Who owns the pod, as `namespace/kind/name`; left out where the runtime gave no name. */
  readonly owner?: string
  /** The host's ends of it; none while it is being made, and none for macvlan and its like. */
  readonly hostInterfaces: readonly string[]
}

/** As much of a CNI result as tells where its interfaces are (CNI 1.1, section 5; results before 0.3.0 have none). */
const Interfaces = Compile(
  Type.Object({
    interfaces: Type.Array(Type.Object({ name: Type.String(), sandbox: Type.Optional(Type.String()) })),
  }),
)

/** As much of a conflist as tells the bridges that its plugins share among attachments. */
const Bridges = Compile(
  Type.Object({
    plugins: Type.Array(Type.Object({ type: Type.String(), bridge: Type.Optional(Type.String()) })),
  }),
)

/** What a record says of each of its attachments. */
export function journalAttachments(record: AttachmentRecord): JournalAttachment[] {
  return record.attachments.map((attachment) => ({
    containerId: record.containerId,
    ifname: attachment.ifname,
    network: attachment.network,
    podUid: record.podUid,
    ...ownerIn(record),
    hostInterfaces: hostInterfaces(attachment),
  }))
}

function ownerIn({ podNamespace, podName }: AttachmentRecord): { readonly owner?: string } {
  return podName === '' ? {} : { owner: ownerOfPod({ namespace: podNamespace, name: podName }) }
}

/** Interfaces outside of any sandbox are the host's; a bridge among them belongs to all attachments, not to one. */
function hostInterfaces({ result, conflist }: RecordedAttachment): string[] {
  const { interfaces } = parseAs(Interfaces, result) ?? { interfaces: [] }
  const { plugins } = parseAs(Bridges, conflist) ?? { plugins: [] }
  const shared = new Set(plugins.map(({ type, bridge }) => bridge ?? (type === 'bridge' ? 'cni0' : '')))
  return interfaces
    .filter(({ name, sandbox }) => (sandbox ?? '') === '' && isInterfaceName(name) && !shared.has(name))
    .map(({ name }) => name)
}

function parseAs<T>(
  schema: { readonly Check: (value: unknown) => value is T },
  text: string | null,
): T | null {
  if (text === null) return null
  try {
    const value: unknown = JSON.parse(text)
    return schema.Check(value) ? value : null
  } catch {
    return null
  }
}
