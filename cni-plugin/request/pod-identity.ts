import type { AttachmentRecord } from '../../domain/attachment-record.ts'

/** Who the pod is, by the runtime's CNI_ARGS; empty texts where it says nothing. */
export const podIdentity = (
  args: ReadonlyMap<string, string>,
): Pick<AttachmentRecord, 'podNamespace' | 'podName' | 'podUid'> => ({
  podNamespace: args.get('K8S_POD_NAMESPACE') ?? '',
  podName: args.get('K8S_POD_NAME') ?? '',
  podUid: args.get('K8S_POD_UID') ?? '',
})
