import type { ListWatcher, Scope } from '../kube-client.ts'
import { KubeError } from '../kube-error.ts'
import type { KubeKind, KubeObject } from '../kube-object.ts'

/** How a whole list is taken. */
export interface ListPlan {
  readonly kind: KubeKind
  readonly scope: Scope
  /** `0` takes what the server has in memory, undefined the newest there is. */
  readonly resourceVersion: string | undefined
  readonly signal: AbortSignal
}

const pageSize = 500
/** A page of large objects over a slow link. */
const pageTimeoutMs = 30_000

/**
 * Lists all objects page by page, giving each to `each`; returns the version to watch from. A list that outlives its
 * first page's version on the server is taken again in one go.
 */
export async function listAll(
  client: ListWatcher,
  plan: ListPlan,
  each: (object: KubeObject) => void,
): Promise<string> {
  try {
    return await listPages(client, plan, pageSize, each)
  } catch (error) {
    if (!(error instanceof ExpiredPage)) throw error
    return listPages(client, { ...plan, resourceVersion: undefined }, undefined, each)
  }
}

/** Told from a first page that has expired, which no other way of listing would cure. */
class ExpiredPage extends Error {}

async function listPages(
  client: ListWatcher,
  { kind, scope, resourceVersion, signal }: ListPlan,
  limit: number | undefined,
  each: (object: KubeObject) => void,
): Promise<string> {
  let from: string | undefined
  for (;;) {
    const { metadata, items } = await client
      .list(kind, {
        ...scope,
        ...(limit !== undefined && { limit }),
        ...(resourceVersion !== undefined && { resourceVersion }),
        ...(from !== undefined && { continue: from }),
        signal,
        timeoutMs: pageTimeoutMs,
      })
      .catch((error: unknown) => {
        if (from !== undefined && error instanceof KubeError && error.status === 410) throw new ExpiredPage()
        throw error
      })
    items.forEach(each)
    if (!metadata.continue) return metadata.resourceVersion
    from = metadata.continue
  }
}
