import type { Cluster } from '../cluster/cluster.ts'
import { ask } from './ask.ts'
import type { CheckedRight, Right } from './judge-rights.ts'
import { moreKinds } from './more-kinds.ts'

/** Asks the API server whether the caller has each of the rights. */
export async function checkRights(
  cluster: Cluster,
  rights: readonly Right[],
): Promise<readonly CheckedRight[]> {
  return Promise.all(
    rights.map(async (right) => ({ right, isAllowed: await ask(() => isAllowed(cluster, right)) })),
  )
}

async function isAllowed(
  cluster: Cluster,
  { verb, group, resource, subresource, namespace }: Right,
): Promise<boolean> {
  const review = {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SelfSubjectAccessReview',
    // The API server asks for no name.
    metadata: { name: '' },
    spec: { resourceAttributes: { verb, group, resource, subresource, namespace } },
  }
  const { status } = await cluster.client.create(moreKinds.accessReview, review, {
    timeoutMs: cluster.requestTimeoutMs,
  })
  return (status as { readonly allowed?: unknown } | undefined)?.allowed === true
}
