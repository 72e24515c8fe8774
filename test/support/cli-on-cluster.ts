import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { ClusterNode } from './cluster-node.ts'
import { freePort } from './free-port.ts'

const main = join(import.meta.dirname, '../../cli/main.ts')
const labels = { 'app.kubernetes.io/name': 'cni-genie', 'app.kubernetes.io/component': 'agent' }
/** As much of an agent's pod as an uninstallation is made of. */
const agentPod = {
  containers: [{ name: 'agent', image: 'cni-genie:0.1.0', env: [] }],
  initContainers: [{ name: 'install', image: 'cni-genie:0.1.0', env: [], volumeMounts: [] }],
  volumes: [],
}
const limitMs = 25_000

/** What a call of the program came to. */
export interface CliOutcome {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs a program in a pipe, with nothing in its environment but what is given. */
export async function runProgram(
  file: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<CliOutcome> {
  const child = spawn(file, args, {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    signal: AbortSignal.timeout(limitMs),
    killSignal: 'SIGKILL',
  })
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return { code: child.exitCode, stdout, stderr }
}

/** A cluster whose node has a running agent that is reached by port-forward, and `kubectl genie` as a process. */
export class CliOnCluster implements AsyncDisposable {
  readonly node: ClusterNode
  readonly #port: number

  private constructor(node: ClusterNode, port: number) {
    this.node = node
    this.#port = port
  }

  static async open(settings: Readonly<Record<string, string>> = {}): Promise<CliOnCluster> {
    const port = await freePort()
    const node = await ClusterNode.open({ GENIE_HTTP: `127.0.0.1:${port}`, ...settings })
    const cli = new CliOnCluster(node, port)
    node.api.seed({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'cni-genie' } })
    cli.seedNode('genie-node')
    cli.seedAgent('genie-node')
    node.api.forwardPort('cni-genie', 'agent-genie-node', 8480, port)
    return cli
  }

  get port(): number {
    return this.#port
  }

  get env(): NodeJS.ProcessEnv {
    return {
      PATH: process.env['PATH'],
      HOME: this.node.directory,
      KUBECONFIG: this.node.api.kubeconfig(),
      // Else Node compiles TypeScript anew at each call.
      NODE_COMPILE_CACHE: join(import.meta.dirname, '../../node_modules/.cache/kubectl-genie'),
    }
  }

  /** Runs `kubectl genie` with these words, in a pipe. */
  run(...words: readonly string[]): Promise<CliOutcome> {
    return runProgram(process.execPath, [main, ...words], this.env)
  }

  /** The same, and its output as the JSON that it has to be. */
  async json(...words: readonly string[]): Promise<unknown> {
    const { stdout, stderr } = await this.run(...words, '-o', 'json')
    if (stdout === '') throw new Error(stderr)
    return JSON.parse(stdout) as unknown
  }

  seedNode(name: string, runtime = 'containerd://1.7.24'): void {
    this.node.api.seed({
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name },
      spec: {},
      status: {
        nodeInfo: {
          containerRuntimeVersion: runtime,
          kubeletVersion: 'v1.33.4',
          operatingSystem: 'linux',
          architecture: 'amd64',
        },
        conditions: [{ type: 'Ready', status: 'True', message: 'kubelet is posting ready status' }],
      },
    })
  }

  /** An agent's pod; one that nothing is forwarded to does not answer. */
  seedAgent(nodeName: string, ready: 'True' | 'False' = 'True'): void {
    this.node.api.seed({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: `agent-${nodeName}`, namespace: 'cni-genie', labels },
      spec: { nodeName, hostNetwork: true, containers: [{ name: 'agent', image: 'cni-genie:0.1.0' }] },
      status: {
        phase: 'Running',
        conditions: [{ type: 'Ready', status: ready, message: 'containers with unready status: [agent]' }],
      },
    })
  }

  seedDaemonSet(ready = 1): void {
    this.node.api.seed({
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      metadata: { name: 'cni-genie-agent', namespace: 'cni-genie', labels, generation: 1 },
      spec: {
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: agentPod },
      },
      status: {
        observedGeneration: 1,
        desiredNumberScheduled: 1,
        currentNumberScheduled: 1,
        numberMisscheduled: 0,
        updatedNumberScheduled: 1,
        numberReady: ready,
      },
    })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.node[Symbol.asyncDispose]()
  }
}
