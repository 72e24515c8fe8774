import { fetchOverSocket } from '../../lab/agent-api.ts'
import { KubeApi } from './kube-api/kube-api.ts'
import { LoadedNode, type AgentSettings, type Ground, type Sandbox } from './loaded-node.ts'
import type { PluginOutcome } from './plugin-host.ts'

type Annotations = Readonly<Record<string, string>>

/** The node's name in the API. */
const nodeName = 'genie-node'

/** As much of the definition of NetworkAttachmentDefinitions as tests need. */
const nadDefinition = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'network-attachment-definitions.k8s.cni.cncf.io' },
  spec: {
    group: 'k8s.cni.cncf.io',
    scope: 'Namespaced',
    names: {
      plural: 'network-attachment-definitions',
      singular: 'network-attachment-definition',
      kind: 'NetworkAttachmentDefinition',
      listKind: 'NetworkAttachmentDefinitionList',
    },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
      },
    ],
  },
}

/** An Event as far as tests look at it. */
export interface SeenEvent {
  readonly pod: string
  readonly type: string
  readonly reason: string
  readonly note: string
  readonly count: number
}

/**
 * A node that can bear many pods, joined to a cluster: the agent and the plugin are processes, and the API server is in
 * memory. Its agent reads pods and networks from the API.
 */
export class NodeOnCluster implements AsyncDisposable {
  readonly api: KubeApi
  readonly node: LoadedNode

  private constructor(api: KubeApi, node: LoadedNode) {
    this.api = api
    this.node = node
  }

  /** Opens one; `join` prepares the cluster and gives the agent's kubeconfig, the administrator's if left out. */
  static async open(
    settings: AgentSettings = {},
    ground?: Ground,
    join: (api: KubeApi) => Promise<string> | string = (api) => api.kubeconfig(),
  ): Promise<NodeOnCluster> {
    const api = await KubeApi.start({ bookmarkEveryMs: 1_000 })
    api.seed({ apiVersion: 'v1', kind: 'Node', metadata: { name: nodeName } }, nadDefinition)
    try {
      const usual = { GENIE_POD_DIR: undefined, KUBECONFIG: await join(api) }
      return new NodeOnCluster(api, await LoadedNode.open({ ...usual, ...settings }, ground))
    } catch (error) {
      await api[Symbol.asyncDispose]()
      throw error
    }
  }

  /** A pod of this node comes to be; its runtime hands its annotations over. */
  create(pod: string, annotations: Annotations = { cni: '' }, uid = `uid-of-${pod}`): Sandbox {
    this.api.seed({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: pod, namespace: 'default', uid, annotations },
      spec: { nodeName, containers: [{ name: 'main', image: 'genie-image' }] },
      status: { phase: 'Pending', qosClass: 'BestEffort' },
    })
    return { pod, containerId: pod, annotations }
  }

  /** A network that pods may add, made by the delegate that takes a lease. */
  createNad(name: string): void {
    const config = JSON.stringify({ cniVersion: '1.0.0', name, type: 'lease' })
    const metadata = { name, namespace: 'default' }
    this.api.seed({
      apiVersion: 'k8s.cni.cncf.io/v1',
      kind: 'NetworkAttachmentDefinition',
      metadata,
      spec: { config },
    })
  }

  removeNad(name: string): void {
    this.api.remove('k8s.cni.cncf.io/v1', 'NetworkAttachmentDefinition', name, 'default')
  }

  /** What the agent's metrics say of this line; undefined if they do not have it. */
  async metric(line: string): Promise<number | undefined> {
    const { body } = await fetchOverSocket(this.node.at('http.sock'), '/metrics')
    const found = body.split('\n').find((each) => each.startsWith(`${line} `))
    return found === undefined ? undefined : Number(found.slice(line.length))
  }

  /** A pod is gone from the API. */
  remove(pod: string): void {
    this.api.remove('v1', 'Pod', pod, 'default')
  }

  /** The pod is made and attached. */
  async run(pod: string, annotations?: Annotations): Promise<PluginOutcome> {
    return this.node.call('ADD', this.create(pod, annotations))
  }

  annotationsOf(pod: string): Annotations {
    return this.api.find('v1', 'Pod', pod, 'default')?.metadata.annotations ?? {}
  }

  /** Of these pods those that do not say yet what they are attached to. */
  untold(pods: readonly string[]): readonly string[] {
    return pods.filter((pod) => !('k8s.v1.cni.cncf.io/network-status' in this.annotationsOf(pod)))
  }

  /** How often the pod was written. */
  patchesOf(pod: string): number {
    return this.api.counts.of({ verb: 'patch', resource: 'pods', subresource: 'status', name: pod })
  }

  /** All Events of pods, sorted by pod and reason. */
  events(): readonly SeenEvent[] {
    const events = this.api.list('events.k8s.io/v1', 'Event').map((event) => {
      const { regarding, type, reason, note, series } = event as unknown as {
        regarding: { name: string }
        type: string
        reason: string
        note: string
        series?: { count: number }
      }
      return { pod: regarding.name, type, reason, note, count: series?.count ?? 1 }
    })
    const keyOf = ({ pod, reason }: SeenEvent) => `${pod} ${reason}`
    return events.sort((one, other) => keyOf(one).localeCompare(keyOf(other)))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.node[Symbol.asyncDispose]()
    await this.api[Symbol.asyncDispose]()
  }
}
