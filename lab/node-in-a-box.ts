import { randomUUID } from 'node:crypto'
import type { Decision, PodRef } from '../domain/decision.ts'
import type { AgentApi } from './agent-api.ts'
import type { LabId } from './lab-id.ts'
import type { LabNetwork } from './lab-networks.ts'
import type { PodRuntime, RunningPod } from './pod-runtime.ts'
import type { Traffic } from './traffic.ts'

/** A pod with the decision that put it where it is. */
export interface PlacedPod extends RunningPod {
  readonly decision: Decision
}

/** What a node in a box consists of; `openNodeInABox` makes it. */
export interface NodeParts {
  readonly id: LabId
  readonly pageUrl: string
  readonly networks: readonly LabNetwork[]
  readonly api: AgentApi
  readonly runtime: PodRuntime
  readonly traffic: Traffic
  /** Undoes everything but the pods. */
  readonly ground: AsyncDisposableStack
}

/** What makes Genie choose: the annotation is there, and it is empty. */
const picksItself = { cni: '' }

/** A node with real networks on which pods come, send and go. */
export class NodeInABox {
  readonly id: LabId
  readonly pageUrl: string
  readonly api: AgentApi
  readonly #parts: NodeParts
  readonly #pods = new Set<PlacedPod>()

  constructor(parts: NodeParts) {
    this.id = parts.id
    this.pageUrl = parts.pageUrl
    this.api = parts.api
    this.#parts = parts
  }

  /** The pods that run, oldest first. */
  get pods(): readonly PlacedPod[] {
    return [...this.#pods]
  }

  /** Starts a pod with `cni: ""`. */
  async attach(name: string): Promise<PlacedPod> {
    const pod: PodRef = { namespace: 'lab', name, uid: randomUUID() }
    const running = await this.#parts.runtime.add(pod, picksItself)
    const decision = await this.api.decisionFor(pod.uid)
    if (decision === null) {
      await this.#parts.runtime.remove(running, picksItself)
      throw new Error(
        `Cannot tell where pod ${name} is: it was attached, but the agent knows no decision for it`,
      )
    }
    const placed = { ...running, decision }
    this.#pods.add(placed)
    return placed
  }

  /** Ends a pod, and what it sends. */
  async detach(pod: PlacedPod): Promise<void> {
    this.#pods.delete(pod)
    await this.#parts.traffic.stop(pod.namespace)
    await this.#parts.runtime.remove(pod, picksItself)
  }

  /**
   * Has one pod on a network, the youngest, send a little more than the uplink carries: one greedy neighbour, as it
   * happens. If all of them sent, the others would be taken to be as greedy, and no network would have room for one.
   */
  async fill(network: string, seconds: number): Promise<PlacedPod> {
    const sender = this.pods.findLast(({ decision }) => decision.chosen === network)
    const link = this.#parts.networks.find(({ name }) => name === network)
    if (!sender || !link) throw new Error(`Cannot fill ${network}: no pod of the lab is on it`)
    const bitsPerSecond = 1.1 * link.capacityBitsPerSecond
    await this.#parts.traffic.start({ from: sender.namespace, bitsPerSecond, seconds })
    return sender
  }

  /** Ends all traffic. */
  async quieten(): Promise<void> {
    await this.#parts.traffic.stop()
  }

  /** Ends the pods as a runtime does, then the node. What one part fails to give back, the removal of the whole does. */
  async [Symbol.asyncDispose](): Promise<void> {
    const { ground } = this.#parts
    for (const pod of this.pods) ground.defer(() => this.detach(pod))
    await ground.disposeAsync()
  }
}
