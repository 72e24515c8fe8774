import { resourceGroup } from '../domain/resources/resource-group.ts'
import type { KubeClient, RequestOptions } from './kube-client.ts'
import type { KubeKind, KubeObject } from './kube-object.ts'

/** What to apply: only the members that are ours. */
export interface ApplyPlan extends RequestOptions {
  readonly kind: KubeKind
  readonly object: KubeObject
  /** The program that owns these members, as in `genie-controller`. */
  readonly owner: string
  readonly subresource?: 'status'
}

/**
 * Makes an object be as given by server-side apply, whether it exists or not: members that we applied before and leave
 * out now go, and those of others stay. Ours win over another owner's.
 */
export async function serverSideApply(client: KubeClient, plan: ApplyPlan): Promise<KubeObject> {
  const { kind, object, owner, subresource, signal, timeoutMs } = plan
  // The API refuses what it keeps itself
  const { resourceVersion: _version, uid: _uid, creationTimestamp: _time, ...metadata } = object.metadata
  return client.patch(
    kind,
    metadata,
    { ...object, metadata: { ...metadata, managedFields: undefined } },
    {
      type: 'apply',
      fieldManager: `${resourceGroup}/${owner}`,
      force: true,
      ...(subresource !== undefined && { subresource }),
      ...(signal !== undefined && { signal }),
      ...(timeoutMs !== undefined && { timeoutMs }),
    },
  )
}
