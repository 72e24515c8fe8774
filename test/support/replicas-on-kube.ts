import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ChartOnKube } from './chart-on-kube.ts'
import { agentHost } from './controller-cluster.ts'
import { geniePod } from './genie-pod.ts'
import type { KubeUnderTest } from './kube-under-test.ts'
import { MetricsAgents, type ShownNetwork } from './metrics-agents.ts'
import { NodeOnKube } from './node-on-kube.ts'

const main = join(import.meta.dirname, '../../controllers/main.ts')
const labels = { 'app.kubernetes.io/name': 'cni-genie', 'app.kubernetes.io/component': 'agent' }

/**
 * Replicas of the controller as processes that work on any API server, in the test's namespace and with the rights that
 * the chart gives them; the agents are pages of metrics on loopback, each with a pod on a Node of its own.
 */
export class ReplicasOnKube implements AsyncDisposable {
  readonly #kube: KubeUnderTest
  readonly #chart: ChartOnKube
  readonly #directory: string
  readonly #agents = new MetricsAgents()
  readonly #children = new Map<string, ChildProcess>()

  private constructor(kube: KubeUnderTest, chart: ChartOnKube, directory: string) {
    this.#kube = kube
    this.#chart = chart
    this.#directory = directory
  }

  static async open(kube: KubeUnderTest, chart: ChartOnKube): Promise<ReplicasOnKube> {
    return new ReplicasOnKube(kube, chart, await mkdtemp(join(tmpdir(), 'genie-replicas-')))
  }

  /** An agent of this number with its pod. */
  async addAgent(number: number, networks: Readonly<Record<string, ShownNetwork>>): Promise<void> {
    await this.show(number, networks)
    const nodeName = await NodeOnKube.makeObject(this.#kube)
    const [pods, name, hostIP] = [this.#kube.path('v1', 'pods'), `agent-${number}`, agentHost(number)]
    const spec = { nodeName, serviceAccountName: `${this.#chart.fullName}-agent` }
    await this.#kube.create(pods, geniePod(name, { metadata: { labels }, spec }))
    const status = { phase: 'Running', hostIP, hostIPs: [{ ip: hostIP }] }
    const answer = await this.#kube.admin.patch(`${pods}/${name}/status`, 'merge', { status })
    if (answer.code !== 200) throw new Error(`Cannot say that pod ${name} runs: ${answer.text}`)
  }

  /** From now on the agent shows this. */
  show(number: number, networks: Readonly<Record<string, ShownNetwork>>): Promise<void> {
    return this.#agents.show(agentHost(number), networks)
  }

  /** Starts a replica; to be called once an agent stands, for its port. */
  async start(name: string): Promise<void> {
    const { kubeconfig } = await this.#chart.access('controller')
    const env = {
      PATH: process.env['PATH'],
      POD_NAME: name,
      POD_NAMESPACE: this.#kube.namespace,
      KUBECONFIG: kubeconfig,
      GENIE_AGENT_PORT: String(this.#agents.port),
      GENIE_SCRAPE_SECONDS: '0.2',
      GENIE_METRICS: `unix:${join(this.#directory, `${name}.sock`)}`,
      GENIE_LOG_LEVEL: 'silent',
    }
    const stdio = ['ignore', 'ignore', 'inherit'] as const
    this.#children.set(name, spawn(process.execPath, [main], { env, stdio: [...stdio] }))
  }

  /** Asks a replica to end, and answers its exit status. */
  async stop(name: string): Promise<number | null> {
    const child = this.#children.get(name)
    this.#children.delete(name)
    return child === undefined ? null : ended(child, 'SIGTERM')
  }

  /** Who leads as the Lease has it; null if nobody does. */
  async leader(): Promise<string | null> {
    const path = this.#kube.path('coordination.k8s.io/v1', 'leases', 'genie-controller')
    const { spec } = (await this.#kube.admin.get(path)).body as { spec?: { holderIdentity?: string } }
    return spec?.holderIdentity?.split('_')[0] ?? null
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const child of this.#children.values()) await ended(child, 'SIGKILL')
    await this.#agents[Symbol.asyncDispose]()
    await rm(this.#directory, { recursive: true, force: true })
  }
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    const exit = once(child, 'exit')
    child.kill(signal)
    await exit
  }
  return child.exitCode
}
