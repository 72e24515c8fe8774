import { probeAddressesKey } from '../../domain/annotation-keys.ts'
import type { ProbeAddresses, ProbeNode } from '../../domain/probe-exchange.ts'
import { kinds } from '../../kube/kinds.ts'
import type { KubeClient } from '../../kube/kube-client.ts'
import { printPeer } from '../../prober/parse-peer.ts'
import type { PeerSource } from '../../prober/peer-source.ts'
import type { Clock } from '../../service-kit/clock.ts'
import type { Logger } from '../../service-kit/logger.ts'
import { KindWatch } from '../cluster/kind-watch.ts'
import { fieldManager } from '../pod-writer/write-pod.ts'
import { peerOfPod } from './peer-of-pod.ts'

/** Which pods tell of probe attachments, and which of them is ours. */
export interface PodPeersOptions {
  readonly client: KubeClient
  readonly node: string
  readonly pod: { readonly namespace: string; readonly name: string }
  readonly clock: Clock
  readonly logger: Logger
}

/** What the chart calls the agents' pods. */
const agentSelector = 'app.kubernetes.io/component=agent'
const patchLimitMs = 3_000

/** Nodes learn each other's probe attachments from an annotation of their agents' pods. */
export class PodPeers implements PeerSource {
  readonly #options: PodPeersOptions
  readonly #watch: KindWatch<ProbeNode>
  #told: string | null = null
  #isWatching = false

  constructor(options: PodPeersOptions) {
    const { client, pod, clock, logger } = options
    this.#options = options
    this.#watch = new KindWatch({
      client,
      kind: kinds.pod,
      scope: { namespace: pod.namespace, labelSelector: agentSelector, metadataOnly: true },
      keep: peerOfPod,
      clock,
      logger,
    })
  }

  /** @throws {KubeError} if the API refuses or does not answer: the next round tries again */
  async tell(addresses: ProbeAddresses): Promise<void> {
    const { client, node, pod } = this.#options
    const text = printPeer({ node, addresses })
    if (text === this.#told) return
    await client.patch(
      kinds.pod,
      pod,
      { metadata: { annotations: { [probeAddressesKey]: text } } },
      { type: 'merge', subresource: 'status', fieldManager, timeoutMs: patchLimitMs },
    )
    this.#told = text
  }

  /** Those that the API has told of so far. */
  nodes(): Promise<readonly ProbeNode[]> {
    if (!this.#isWatching) this.#watch.start()
    this.#isWatching = true
    return Promise.resolve(this.#watch.cache.all())
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#watch.stop()
  }
}
