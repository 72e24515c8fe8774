import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { crdGroups } from '../../deploy/crds/all-crds.ts'
import type { NetworkStatus } from '../../domain/resources/network-resource.ts'
import { resourceApiVersion } from '../../domain/resources/resource-group.ts'
import { KubeApi } from './kube-api/kube-api.ts'
import type { Seed } from './kube-api/seed/seeder.ts'
import { MetricsAgents, type ShownNetwork } from './metrics-agents.ts'

/** What the installed manifests allow the controller, and where it is. */
const installed = readFileSync('deploy/install.yaml', 'utf8')
  .split(/^---$/m)
  .filter((text) => /^kind: (Namespace|ServiceAccount|(Cluster)?Role(Binding)?)$/m.test(text))
  .map((text) => parse(text) as Seed)

/**
 * A cluster as controllers see it: an API server with our definitions and the rights that the installed manifests give,
 * and agents on loopback addresses.
 */
export class ControllerCluster implements AsyncDisposable {
  readonly namespace = 'cni-genie'
  readonly api: KubeApi
  readonly agents = new MetricsAgents()

  private constructor(api: KubeApi) {
    this.api = api
  }

  static async start(): Promise<ControllerCluster> {
    const cluster = new ControllerCluster(await KubeApi.start())
    for (const object of installed) cluster.api.seed(object)
    for (const crd of Object.values(crdGroups).flat()) cluster.api.seed(crd as unknown as Seed)
    return cluster
  }

  /** Signs in as the controller's pods do, each time with another token. */
  signIn(): { readonly token: string; readonly kubeconfig: string } {
    const token = this.api.serviceAccountToken(this.namespace, 'cni-genie-controller')
    return { token, kubeconfig: this.api.kubeconfig({ token }) }
  }

  /** The settings of a controller of this cluster; to be asked for once an agent stands, for its port. */
  get settings(): Readonly<Record<string, string>> {
    return {
      POD_NAMESPACE: this.namespace,
      GENIE_AGENT_PORT: String(this.agents.port),
      GENIE_SCRAPE_SECONDS: '0.2',
    }
  }

  /** The pod of an agent; it stands at `agentHost` of the same number. */
  addAgentPod(number: number): void {
    this.api.seed({
      ...{ apiVersion: 'v1', kind: 'Pod' },
      metadata: {
        ...{ name: `agent-${number}`, namespace: this.namespace },
        labels: { 'app.kubernetes.io/name': 'cni-genie', 'app.kubernetes.io/component': 'agent' },
      },
      spec: {
        nodeName: `node-${number}`,
        hostNetwork: true,
        containers: [{ name: 'agent', image: 'genie' }],
      },
      status: { phase: 'Running', hostIP: agentHost(number) },
    })
  }

  /** An agent with its pod; later calls change what it shows. */
  async show(number: number, networks: Readonly<Record<string, ShownNetwork>>): Promise<void> {
    await this.agents.show(agentHost(number), networks)
    this.addAgentPod(number)
  }

  addNetwork(name: string, spec: object): void {
    this.api.seed({ apiVersion: resourceApiVersion, kind: 'Network', metadata: { name }, spec: { ...spec } })
  }

  addProfile(name: string, spec: object): void {
    const metadata = { name, namespace: 'default' }
    this.api.seed({ apiVersion: resourceApiVersion, kind: 'SelectionProfile', metadata, spec: { ...spec } })
  }

  statusOf(network: string): NetworkStatus | undefined {
    return this.api.find(resourceApiVersion, 'Network', network)?.['status'] as NetworkStatus | undefined
  }

  /** How often the status of a Network was patched. */
  patches(): number {
    return this.api.counts.of({ verb: 'patch', resource: 'networks', subresource: 'status' })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.agents[Symbol.asyncDispose]()
    await this.api[Symbol.asyncDispose]()
  }
}

/** Where the agent of this number stands. */
export function agentHost(number: number): string {
  return `127.0.1.${number}`
}
