import type { Scope } from '../../kube/kube-client.ts'
import type { KubeKind, KubeObject } from '../../kube/kube-object.ts'
import type { Cluster } from './cluster.ts'

const pageSize = 500

/** Every object of a kind, page by page. @throws {KubeError} */
export async function listAll(cluster: Cluster, kind: KubeKind, scope: Scope = {}): Promise<KubeObject[]> {
  const items: KubeObject[] = []
  let next: string | undefined
  do {
    const page = await cluster.client.list(kind, {
      ...scope,
      limit: pageSize,
      timeoutMs: cluster.requestTimeoutMs,
      ...(next !== undefined && { continue: next }),
    })
    items.push(...page.items)
    next = page.metadata.continue || undefined
  } while (next !== undefined)
  return items
}
