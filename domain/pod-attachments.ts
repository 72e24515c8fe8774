import { Type, type Static } from 'typebox'
import { Nullable } from './nullable.ts'

/** One interface of a pod on one network. */
export const PodAttachment = Type.Object({
  network: Type.String(),
  /** The NetworkAttachmentDefinition behind it, `namespace/name`; null for a network of the conf dir. */
  nad: Nullable(Type.String()),
  ifname: Type.String(),
  /** Without prefix lengths. */
  ips: Type.Array(Type.String()),
  mac: Nullable(Type.String()),
})
export type PodAttachment = Static<typeof PodAttachment>

/** What a pod's sandbox is attached to; namespace, name and UID are empty where the runtime does not tell them. */
export const PodAttachments = Type.Object({
  namespace: Type.String(),
  name: Type.String(),
  uid: Type.String(),
  containerId: Type.String(),
  /** In the order in which they were made. */
  attachments: Type.Array(PodAttachment),
  /** What the pod's annotations are to say of them, by key. */
  annotations: Type.Record(Type.String(), Type.String()),
})
export type PodAttachments = Static<typeof PodAttachments>

/** The pods of a node. */
export const PodList = Type.Object({ pods: Type.Array(PodAttachments) })
export type PodList = Static<typeof PodList>
