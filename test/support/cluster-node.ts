import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startAgent } from '../../agent/start-agent.ts'
import type { Decision } from '../../domain/decision.ts'
import type { DecisionPage } from '../../domain/network-board.ts'
import type { AgentFrame, PlanRequest } from '../../domain/plan-protocol.ts'
import { fetchOverSocket } from '../../lab/agent-api.ts'
import { KubeApi } from './kube-api/kube-api.ts'
import { planRequest } from './plan-request.ts'
import { PluginClient } from './plugin-client.ts'
import { seedCrds } from './seed-crds.ts'

/** Once a year: nothing happens on its own while a test runs. */
const never = '0 0 0 1 1 *'

/** What a plan came to: `network@interface` in order, or the error's code and sentence. */
export interface PlanOutcome {
  readonly to?: readonly string[]
  readonly code?: number
  readonly msg?: string
  readonly decision?: string
}

/** A node of a cluster: an API server in memory, a conf dir, and the agent, which runs in this process. */
export class ClusterNode implements AsyncDisposable {
  readonly api: KubeApi
  readonly directory: string
  readonly #settings: Readonly<Record<string, string>>
  #agent: AsyncDisposable | undefined

  private constructor(api: KubeApi, directory: string, settings: Readonly<Record<string, string>>) {
    this.api = api
    this.directory = directory
    this.#settings = settings
  }

  /** Opens one that has the networks calico, flannel and weave; the agent is still to be started. */
  static async open(settings: Readonly<Record<string, string>> = {}): Promise<ClusterNode> {
    const api = await KubeApi.start()
    seedCrds(api)
    const node = new ClusterNode(api, await mkdtemp(join(tmpdir(), 'genie-cluster-node-')), settings)
    await mkdir(node.at('net.d'))
    await node.putConf('00-genie.conf', { cniVersion: '1.0.0', name: 'genie', type: 'genie' })
    for (const [index, name] of ['calico', 'flannel', 'weave'].entries())
      await node.putConf(`${index + 1}0-${name}.conflist`, {
        cniVersion: '1.0.0',
        name,
        plugins: [{ type: name }],
      })
    return node
  }

  at(name: string): string {
    return join(this.directory, name)
  }

  async putConf(file: string, conf: object): Promise<void> {
    await writeFile(join(this.at('net.d'), file), JSON.stringify(conf))
  }

  get env(): Readonly<Record<string, string>> {
    return {
      GENIE_SOCKET: this.at('agent.sock'),
      GENIE_CONF_DIR: this.at('net.d'),
      GENIE_STATE_DIR: this.at('state'),
      GENIE_DB: this.at('genie.db'),
      GENIE_HTTP: `unix:${this.at('http.sock')}`,
      GENIE_POD_RESOURCES: this.at('none/kubelet.sock'),
      GENIE_PLUGIN: 'none',
      GENIE_ADDRESS_OBJECTS: 'none',
      GENIE_WEAVE: 'none',
      GENIE_POLL: never,
      GENIE_SWEEP: never,
      GENIE_LOG_LEVEL: 'silent',
      NODE_NAME: 'genie-node',
      KUBECONFIG: this.api.kubeconfig(),
      ...this.#settings,
    }
  }

  async start(settings: Readonly<Record<string, string>> = {}): Promise<void> {
    this.#agent = await startAgent({ ...this.env, ...settings })
  }

  async stop(): Promise<void> {
    await this.#agent?.[Symbol.asyncDispose]()
    this.#agent = undefined
  }

  /** Puts a pod of this node into the API. */
  seedPod(name: string, metadata: object = {}): void {
    const namespace = 'default'
    this.api.seed({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { namespace, uid: `u-${name}`, ...metadata, name },
      spec: { nodeName: 'genie-node', containers: [{ name: 'c', image: 'i' }] },
    })
  }

  /** Asks for a plan as the plugin does. */
  async plan(podName: string, over: Partial<PlanRequest> = {}): Promise<PlanOutcome> {
    using client = await PluginClient.connect(this.at('agent.sock'))
    const request = planRequest({ podName, podUid: `u-${podName}`, containerId: `c-${podName}`, ...over })
    return outcomeOf(await client.ask(request))
  }

  async get(path: string): Promise<{ readonly status: number; readonly body: string }> {
    return fetchOverSocket(this.at('http.sock'), path)
  }

  async metric(name: string): Promise<number | undefined> {
    const { body } = await this.get('/metrics')
    const line = body.split('\n').find((each) => each.startsWith(`${name} `))
    return line === undefined ? undefined : Number(line.slice(name.length + 1))
  }

  async decisions(): Promise<readonly Decision[]> {
    return (JSON.parse((await this.get('/api/v1/decisions')).body) as DecisionPage).decisions
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop()
    await this.api[Symbol.asyncDispose]()
    await rm(this.directory, { recursive: true, force: true })
  }
}

function outcomeOf(frame: AgentFrame | null): PlanOutcome {
  if (frame === null) return { msg: 'hung up' }
  if (frame.type === 'error') return { code: frame.code, msg: frame.msg }
  const to = frame.attachments.map(({ network, ifname }) => `${network}@${ifname}`)
  return { to, ...(frame.decision !== undefined && { decision: frame.decision }) }
}
