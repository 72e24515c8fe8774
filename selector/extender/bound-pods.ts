import type { Profile } from '../../domain/profile.ts'
import { realDelay } from '../../kube/delay.ts'
import { kinds } from '../../kube/kinds.ts'
import type { ListWatcher } from '../../kube/kube-client.ts'
import type { KubeObject } from '../../kube/kube-object.ts'
import type { CacheChange } from '../../kube/object-cache.ts'
import { Reflector } from '../../kube/reflector/reflector.ts'
import type { Clock } from '../../service-kit/clock.ts'
import type { Logger } from '../../service-kit/logger.ts'
import type { SchedulerPod } from './extender-types.ts'
import type { BoundPod, NodeModel } from './node-model.ts'
import type { NodeModels } from './node-models.ts'
import { askOf, type PodAsk } from './pod-ask.ts'

/** Bound, and not yet running: the few pods whose network no sample can show. */
const fieldSelector = 'status.phase=Pending,spec.nodeName!='

/** A pod that waits on a node for the network that we choose. */
interface WaitingPod extends BoundPod {
  readonly node: string
  readonly ask: PodAsk
}

/** What bound pods are followed with. */
export interface BoundPodsParts {
  readonly client: ListWatcher
  readonly models: Pick<NodeModels, 'of'>
  readonly profileOf: (ask: PodAsk) => Profile | undefined
  readonly clock: Clock
  readonly logger: Logger
}

/**
 * Promises to each pod that was bound to a node, and is not running yet, the network that it will probably get: between
 * two samples the scheduler would else send a whole burst to one node.
 */
export class BoundPods implements AsyncDisposable {
  readonly #parts: BoundPodsParts
  readonly #reflector: Reflector<WaitingPod>
  readonly #promised = new Map<string, Promise<void>>()
  readonly #held = new Map<string, { readonly model: NodeModel; readonly id: string }>()

  constructor(parts: BoundPodsParts) {
    this.#parts = parts
    const { client, clock, logger } = parts
    this.#reflector = new Reflector({
      client,
      kind: kinds.pod,
      scope: { fieldSelector },
      keep: waitingPodOf,
      onChange: (change) => this.#note(change),
      clock,
      logger,
      delay: realDelay,
      random: Math.random,
    })
  }

  start(): void {
    this.#reflector.start()
  }

  /** How many wait now. */
  get size(): number {
    return this.#reflector.all().length
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#reflector.stop()
    await Promise.all(this.#promised.values())
  }

  /** What is done for one pod is done in order. */
  #note({ type, value }: CacheChange<WaitingPod>): void {
    const before = this.#promised.get(value.uid)
    if (type === 'set' && before !== undefined) return
    const work = (before ?? Promise.resolve()).then(() =>
      type === 'set' ? this.#promise(value) : this.#attached(value),
    )
    this.#promised.set(value.uid, work)
  }

  async #promise({ node, ask, ...pod }: WaitingPod): Promise<void> {
    const model = this.#parts.models.of(node)
    const profile = this.#parts.profileOf(ask)
    if (model === undefined || profile === undefined) return
    const id = await model.promise(pod, profile)
    if (id !== null) this.#held.set(pod.uid, { model, id })
  }

  async #attached({ uid }: WaitingPod): Promise<void> {
    const held = this.#held.get(uid)
    this.#held.delete(uid)
    this.#promised.delete(uid)
    await held?.model.attached(held.id)
  }
}

/** Undefined for a pod that names its network. */
function waitingPodOf(object: KubeObject): WaitingPod | undefined {
  const { name, namespace = 'default', uid = '' } = object.metadata
  const { nodeName } = (object.spec ?? {}) as { readonly nodeName?: unknown }
  // What an API server sends as a pod is one.
  const ask = askOf(object as unknown as SchedulerPod)
  if (ask === null || typeof nodeName !== 'string' || nodeName === '') return undefined
  return { node: nodeName, ask, namespace, name, uid }
}
