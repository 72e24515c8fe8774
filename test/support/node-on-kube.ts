import { kinds } from '../../kube/kinds.ts'
import { fetchOverSocket } from '../../lab/agent-api.ts'
import type { ChartOnKube } from './chart-on-kube.ts'
import { geniePod } from './genie-pod.ts'
import type { Json } from './kube-backends/kube-requests.ts'
import { uniqueName, type KubeUnderTest } from './kube-under-test.ts'
import { LoadedNode, type AgentSettings, type Sandbox } from './loaded-node.ts'

type Labels = Readonly<Record<string, string>>

/** What differs from an ordinary pod. */
export interface PodToMake {
  readonly annotations?: Labels
  readonly labels?: Labels
  readonly nodeName?: string
}

/**
 * A node that is joined to any API server: a Node object that no kubelet stands behind, so that its pods stay pending,
 * and agent and plugin as processes of this machine. The agent has the rights that the chart gives it.
 */
export class NodeOnKube implements AsyncDisposable {
  readonly #kube: KubeUnderTest
  readonly #account: string
  readonly name: string
  readonly node: LoadedNode

  private constructor(kube: KubeUnderTest, account: string, name: string, node: LoadedNode) {
    this.#kube = kube
    this.#account = account
    this.name = name
    this.node = node
  }

  static async open(
    kube: KubeUnderTest,
    chart: ChartOnKube,
    settings: AgentSettings = {},
  ): Promise<NodeOnKube> {
    const name = await NodeOnKube.makeObject(kube)
    const { kubeconfig } = await chart.access('agent', name)
    const node = await LoadedNode.open({
      ...{ NODE_NAME: name, KUBECONFIG: kubeconfig, POD_NAMESPACE: kube.namespace },
      ...{ GENIE_POD_DIR: undefined, ...settings },
    })
    return new NodeOnKube(kube, `${chart.fullName}-agent`, name, node)
  }

  /** A Node that takes no pods but those that name it. */
  static async makeObject(kube: KubeUnderTest): Promise<string> {
    const name = uniqueName('node')
    await kube.create('/api/v1/nodes', {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name },
      spec: { unschedulable: true },
    })
    return name
  }

  /** A pod of this node comes to be; its runtime hands its annotations over. */
  async makePod(name: string, { annotations = {}, labels = {}, nodeName }: PodToMake = {}): Promise<Sandbox> {
    const pod = geniePod(name, {
      metadata: { annotations, labels },
      spec: { nodeName: nodeName ?? this.name, serviceAccountName: this.#account },
    })
    const { metadata } = await this.#kube.create(this.#kube.path('v1', 'pods'), pod)
    const { uid } = metadata as { readonly uid: string }
    return { pod: name, namespace: this.#kube.namespace, uid, containerId: uniqueName(name), annotations }
  }

  /** Deletes it at once, as its node does when its containers have ended. */
  async removePod(name: string): Promise<void> {
    await this.#kube.admin.delete(`${this.#kube.path('v1', 'pods', name)}?gracePeriodSeconds=0`)
  }

  async annotationsOf(pod: string): Promise<Labels> {
    const { body } = await this.#kube.admin.get(this.#kube.path('v1', 'pods', pod))
    return (body.metadata['annotations'] ?? {}) as Labels
  }

  /** What people are told of a pod, each as `type reason: note`. */
  async eventsOf({ uid }: Sandbox): Promise<readonly string[]> {
    const { group, version, plural } = kinds.event
    const { body } = await this.#kube.admin.get(this.#kube.path(`${group}/${version}`, plural))
    return (body['items'] as readonly (Json & { readonly regarding: Json })[])
      .filter(({ regarding, reportingController }) => regarding['uid'] === uid && isOurs(reportingController))
      .map(({ type, reason, note }) => `${String(type)} ${String(reason)}: ${String(note)}`)
      .toSorted()
  }

  /** How many objects of a kind the agent knows. */
  async known(plural: string): Promise<number> {
    const { body } = await fetchOverSocket(this.node.at('http.sock'), '/metrics')
    const start = `genie_kube_objects{kind="${plural}"} `
    return Number(
      body
        .split('\n')
        .find((line) => line.startsWith(start))
        ?.slice(start.length) ?? 0,
    )
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.node[Symbol.asyncDispose]()
  }
}

const isOurs = (controller: unknown) => String(controller).startsWith('cni-genie.io/')
