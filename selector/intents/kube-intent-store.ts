import { resourceApiVersion, resourceGroup } from '../../domain/resources/resource-group.ts'
import { kinds } from '../../kube/kinds.ts'
import type { KubeClient } from '../../kube/kube-client.ts'
import { KubeError } from '../../kube/kube-error.ts'
import type { KubeKind, KubeObject } from '../../kube/kube-object.ts'
import { intentOutcome } from '../../store/intent-outcome.ts'
import type {
  Intent,
  IntentChange,
  IntentHistory,
  IntentHistoryQuery,
  IntentRef,
  IntentStore,
  IntentWrite,
} from '../../store/intent-store.ts'

/** Where it is noted who has changed what: the API server does not tell. */
export type Trail = Pick<IntentStore, 'note' | 'history'>

const pageSize = 500

/**
 * Intents as objects of a cluster's API, read and written by the rights of whoever the client signs as. A version is the
 * object's resourceVersion, which is etcd's counter: others may write between two of ours, and it goes up by more than one.
 */
export class KubeIntentStore implements IntentStore {
  readonly #client: KubeClient
  readonly #trail: Trail

  constructor(client: KubeClient, trail: Trail) {
    this.#client = client
    this.#trail = trail
  }

  async list(kind: string, namespace?: string): Promise<readonly Intent[]> {
    const kube = kubeKindOf(kind)
    const intents: Intent[] = []
    let next: string | undefined
    do {
      const from = {
        ...(next !== undefined && { continue: next }),
        ...(namespace !== undefined && { namespace }),
      }
      const page = await this.#client.list(kube, { limit: pageSize, ...from })
      intents.push(...page.items.map((object) => intentOf(kind, object)))
      next = page.metadata.continue === '' ? undefined : page.metadata.continue
    } while (next !== undefined)
    return intents
  }

  async find(ref: IntentRef): Promise<Intent | null> {
    const object = await this.#object(ref)
    return object === null ? null : intentOf(ref.kind, object)
  }

  async write(change: IntentWrite): Promise<Intent | null | 'conflict'> {
    const object = await this.#object(change)
    const before = object === null ? null : intentOf(change.kind, object)
    const outcome = intentOutcome(change, { version: before?.version ?? 0, spec: before?.spec })
    if (outcome === 'conflict') return 'conflict'
    if (outcome === 'same') return before
    const after = await this.#put(change, object)
    if (after === 'conflict') return 'conflict'
    const { kind, namespace, name, at, by } = change
    const version = after?.version ?? (before?.version ?? 0) + 1
    const specs = { before: before?.spec ?? null, after: after?.spec ?? null }
    await this.#trail.note({ kind, namespace, name, at, by, version, ...specs })
    return after
  }

  note(change: Omit<IntentChange, 'id'>): Promise<void> {
    return this.#trail.note(change)
  }

  history(query: IntentHistoryQuery): Promise<IntentHistory> {
    return this.#trail.history(query)
  }

  async #object(ref: IntentRef): Promise<KubeObject | null> {
    try {
      return await this.#client.get(kubeKindOf(ref.kind), objectRefOf(ref))
    } catch (error) {
      if (error instanceof KubeError && error.status === 404) return null
      throw error
    }
  }

  /** By the version that was seen last, so that nothing of somebody else's is lost in between. */
  async #put(change: IntentWrite, object: KubeObject | null): Promise<Intent | null | 'conflict'> {
    const kind = kubeKindOf(change.kind)
    try {
      if (change.spec === undefined) {
        const resourceVersion = object?.metadata.resourceVersion
        await this.#client.delete(kind, objectRefOf(change), resourceVersion ? { resourceVersion } : {})
        return null
      }
      const next = { ...(object ?? newObject(change)), spec: change.spec }
      const done = object === null ? this.#client.create(kind, next) : this.#client.update(kind, next)
      return intentOf(change.kind, await done)
    } catch (error) {
      if (error instanceof KubeError && error.status === 409) return 'conflict'
      throw error
    }
  }
}

function kubeKindOf(kind: string): KubeKind {
  const found = Object.values<KubeKind>(kinds).find(
    (each) => each.kind === kind && each.group === resourceGroup,
  )
  if (found === undefined)
    throw new Error(`Cannot keep a ${kind} in the API of a cluster as it is no kind of ours`)
  return found
}

function objectRefOf({ namespace, name }: IntentRef) {
  return { name, ...(namespace !== '' && { namespace }) }
}

function newObject(change: IntentRef): KubeObject {
  return { apiVersion: resourceApiVersion, kind: change.kind, metadata: objectRefOf(change) }
}

function intentOf(kind: string, { metadata, spec }: KubeObject): Intent {
  const { namespace = '', name, resourceVersion } = metadata
  return { kind, namespace, name, version: Number(resourceVersion ?? 0), spec: spec ?? {} }
}
