import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { request, type IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { startAgent } from '../../agent/start-agent.ts'
import { checksum } from '../../collector/journal/checksum.ts'
import type { AttachmentRecord } from '../../domain/attachment-record.ts'
import { parseRecord } from '../../journal/record-file.ts'
import type { PluginExecutable } from './plugin-executables.ts'
import { PluginHost, type CallOptions, type PluginOutcome } from './plugin-host.ts'
import { RecordingDelegates } from './recording-delegates.ts'

type Texts = Readonly<Record<string, string>>
type Members = Readonly<Record<string, unknown>>

/** Once a year: nothing happens on its own while a test runs. */
const never = '0 0 0 1 1 *'

const delegateNames = [
  'bridge',
  'calico',
  'flannel',
  'macvlan',
  'portmap',
  'romana',
  'sbr',
  'sriov',
  'weave-net',
]

const single = (name: string, type: string): Members => ({ cniVersion: '1.0.0', name, type })

/** The conf dir of a node that its operator has moved from CNI-Genie to us. */
export const usualConfs: Readonly<Record<string, Members | string>> = {
  '00-genie.conf': single('genie', 'genie'),
  '10-calico.conflist': {
    cniVersion: '1.0.0',
    name: 'k8s-pod-network',
    plugins: [{ type: 'calico' }, { type: 'portmap', capabilities: { portMappings: true } }],
  },
  '20-flannel.conf': single('cbr0', 'flannel'),
  '30-weave.conf': single('weave', 'weave-net'),
  '40-Romana.conf': single('romana-k8s', 'romana'),
}

/** How a pod comes to its annotations: from the runtime, from a manifest of the node's pod dir, or not at all. */
export interface PodOptions {
  readonly annotations?: Texts
  readonly manifest?: Texts
  readonly namespace?: string
}

/** What differs from an ordinary call; standard input stays open if it is null. */
export interface PodCallOptions extends Pick<CallOptions, 'env' | 'conf'> {
  readonly stdin?: string | null
}

/**
 * A node with everything real but its delegates: a conf dir, manifests of pods and networks, a state directory and the
 * agent, which runs in this process. Its pods are attached by the plugin, a process for every call.
 */
export class NodeUnderTest {
  readonly directory: string
  readonly #settings: Texts
  #agent: AsyncDisposable | undefined
  #pods = 0

  private constructor(directory: string, settings: Texts) {
    this.directory = directory
    this.#settings = settings
  }

  /** Opens one whose agent has these settings beside the usual ones; `$dir` is the node's directory. */
  static async open(settings: Texts = {}): Promise<NodeUnderTest> {
    const node = new NodeUnderTest(await mkdtemp(join(tmpdir(), 'genie-node-')), settings)
    for (const name of ['net.d', 'nads', 'pods']) await mkdir(node.at(name))
    await node.setConfs(usualConfs)
    await node.startAgent()
    return node
  }

  at(name: string): string {
    return join(this.directory, name)
  }

  /** What the agent of this node is started with. */
  get agentEnv(): Texts {
    const settings = Object.entries(this.#settings).map(([name, value]) => [
      name,
      value.replaceAll('$dir', this.directory),
    ])
    return {
      GENIE_SOCKET: this.at('agent.sock'),
      GENIE_CONF_DIR: this.at('net.d'),
      GENIE_STATE_DIR: this.at('state'),
      GENIE_DB: this.at('genie.db'),
      GENIE_HTTP: `unix:${this.at('http.sock')}`,
      GENIE_POD_DIR: this.at('pods'),
      GENIE_NAD_DIR: this.at('nads'),
      GENIE_POD_RESOURCES: this.at('kubelet.sock'),
      GENIE_POLL: never,
      GENIE_SWEEP: never,
      GENIE_LOG_LEVEL: 'silent',
      NODE_NAME: 'genie-node',
      ...(Object.fromEntries(settings) as Texts),
    }
  }

  async startAgent(): Promise<void> {
    this.#agent = await startAgent(this.agentEnv)
  }

  async stopAgent(): Promise<void> {
    await this.#agent?.[Symbol.asyncDispose]()
    this.#agent = undefined
  }

  /** From now on the conf dir holds these files and no others. A text is a file's content as it stands. */
  async setConfs(confs: Readonly<Record<string, Members | string>>): Promise<void> {
    await this.#setFiles('net.d', confs)
  }

  /** From now on these are the manifests of networks, by file name. */
  async setNetworkManifests(manifests: Texts): Promise<void> {
    await this.#setFiles('nads', manifests)
  }

  /** Takes a pod in: what its runtime and its API server, as far as there is one, know of it. */
  async pod(executable: PluginExecutable, options: PodOptions = {}): Promise<PodUnderTest> {
    const number = ++this.#pods
    const delegates = await RecordingDelegates.install(this.at(`bin-${number}`), delegateNames)
    const pod = new PodUnderTest(this, executable, delegates, number, options)
    if (options.manifest !== undefined) await pod.setManifest(options.manifest)
    return pod
  }

  /** Asks the agent's API; answers status and JSON. */
  async get(path: string): Promise<{ readonly status: number | undefined; readonly body: unknown }> {
    const call = request({ socketPath: this.at('http.sock'), path, headers: { host: 'localhost' } }).end()
    const [response] = (await once(call, 'response')) as [IncomingMessage]
    return { status: response.statusCode, body: JSON.parse(await text(response)) }
  }

  /** The names of the journal's files, sorted. */
  async journal(): Promise<readonly string[]> {
    const files = await readdir(this.at('state/journal')).catch(() => [])
    return files.sort()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stopAgent()
    await rm(this.directory, { recursive: true, force: true })
  }

  /** Files come and go by name, as an installer does it, so that the agent sees it at once. */
  async #setFiles(folder: string, files: Readonly<Record<string, Members | string>>): Promise<void> {
    for (const old of await readdir(this.at(folder)))
      if (!(old in files)) await rm(join(this.at(folder), old), { recursive: true })
    for (const [name, content] of Object.entries(files)) {
      const source = this.at('new')
      await writeFile(source, typeof content === 'string' ? content : JSON.stringify(content))
      await mkdir(dirname(join(this.at(folder), name)), { recursive: true })
      await rename(source, join(this.at(folder), name))
    }
  }
}

/** A pod of the node, with a CNI_PATH of its own, so that what its delegates write down is about nobody else. */
export class PodUnderTest {
  readonly delegates: RecordingDelegates
  readonly name: string
  readonly namespace: string
  readonly uid: string
  readonly containerId: string
  /** CNI_PATH. */
  readonly path: string
  readonly #node: NodeUnderTest
  readonly #executable: PluginExecutable
  readonly #annotations: Texts | undefined

  constructor(
    node: NodeUnderTest,
    executable: PluginExecutable,
    delegates: RecordingDelegates,
    number: number,
    { annotations, namespace = 'default' }: PodOptions,
  ) {
    this.#node = node
    this.#executable = executable
    this.#annotations = annotations
    this.delegates = delegates
    this.name = `pod-${number}`
    this.namespace = namespace
    this.uid = `u-${number}`
    this.containerId = `c-${number}`
    this.path = node.at(`bin-${number}`)
  }

  /** Calls the plugin as a runtime does for this pod, and waits for its end. */
  async call(
    command: string | undefined,
    { env = {}, conf = {}, stdin }: PodCallOptions = {},
  ): Promise<PluginOutcome> {
    const [program, ...args] = this.#executable.command
    const variables = {
      CNI_COMMAND: command,
      CNI_CONTAINERID: this.containerId,
      CNI_NETNS: `/proc/${process.pid}/ns/net`,
      CNI_IFNAME: 'eth0',
      CNI_PATH: this.path,
      CNI_ARGS: this.cniArgs(),
      PATH: process.env['PATH'],
      ...env,
    }
    const child = spawn(program, args, { env: variables })
    child.stdin.on('error', () => undefined)
    if (stdin !== null) child.stdin.end(stdin ?? JSON.stringify(this.#conf(conf)))
    try {
      return await PluginHost.outcomeOf(child)
    } finally {
      child.stdin.destroy()
    }
  }

  /** CNI_ARGS as runtimes write it, in an order that is not fixed, with more pairs behind. */
  cniArgs(more = ''): string {
    const { namespace, name, uid, containerId } = this
    return `K8S_POD_UID=${uid};IgnoreUnknown=1;K8S_POD_INFRA_CONTAINER_ID=${containerId};K8S_POD_NAME=${name};K8S_POD_NAMESPACE=${namespace}${more}`
  }

  /** The pod's manifest now says these annotations. */
  async setManifest(annotations: Texts, uid = this.uid): Promise<void> {
    const { name, namespace } = this
    const source = this.#node.at('new')
    const metadata = { name, namespace, uid, annotations }
    await writeFile(source, JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata }))
    await rename(source, this.#node.at(`pods/${name}.yaml`))
  }

  /** The pod is gone from the API server. */
  async removeManifest(): Promise<void> {
    await rm(this.#node.at(`pods/${this.name}.yaml`))
  }

  /** What has run for the pod, each as `<command> <delegate> <ifname>`. */
  async order(): Promise<readonly string[]> {
    return this.delegates.order()
  }

  /** The pod's record on CNI_IFNAME eth0; null if there is none, or it makes no sense. */
  async record(): Promise<AttachmentRecord | null> {
    const path = this.#node.at(`state/journal/${this.containerId}@eth0.json`)
    return parseRecord(await readFile(path, 'utf8').catch(() => ''), checksum)
  }

  #conf({ genie, runtimeConfig, ...others }: Members): Members {
    const annotations = this.#annotations && { 'io.kubernetes.cri.pod-annotations': this.#annotations }
    return {
      ...single('genie', 'genie'),
      genie: {
        socket: this.#node.at('agent.sock'),
        stateDir: this.#node.at('state'),
        confDir: this.#node.at('net.d'),
        ...(genie as object),
      },
      runtimeConfig: { ...annotations, ...(runtimeConfig as object) },
      ...others,
    }
  }
}
