import { request as httpRequest } from 'node:http'
import { request as httpsRequest, type RequestOptions } from 'node:https'

/** What a KubeSchedulerConfiguration says of an extender, as far as calling it goes. */
export interface ExtenderConfiguration {
  readonly urlPrefix: string
  readonly nodeCacheCapable: boolean
  readonly weight: number
  readonly ignorable: boolean
  /** As `tlsConfig` has it. */
  readonly tls?: Pick<RequestOptions, 'ca' | 'cert' | 'key' | 'servername'>
}

/** What came of a filter: the nodes that are left, and why the others are not. */
export interface Filtered {
  readonly feasible: readonly string[]
  readonly failed: Readonly<Record<string, string>>
  readonly unresolvable: Readonly<Record<string, string>>
}

interface FilterResult {
  readonly Nodes?: { readonly items: readonly NodeObject[] } | null
  readonly NodeNames?: readonly string[] | null
  readonly FailedNodes?: Readonly<Record<string, string>> | null
  readonly FailedAndUnresolvableNodes?: Readonly<Record<string, string>> | null
  readonly Error?: string
}

interface NodeObject {
  readonly metadata: { readonly name: string; readonly [member: string]: unknown }
  readonly [member: string]: unknown
}

/** `MaxNodeScore / MaxExtenderPriority` of kube-scheduler. */
const scale = 10

/**
 * Calls an extender as kube-scheduler's `HTTPExtender` does (pkg/scheduler/extender.go): members of Go's structs by
 * their own names, absent ones as null, and of the answer the same is refused.
 */
export class SchedulerClient {
  readonly #configuration: ExtenderConfiguration

  constructor(configuration: ExtenderConfiguration) {
    this.#configuration = configuration
  }

  /** Which nodes pass; all of them if the extender cannot be used and is ignorable. */
  async filter(pod: object, nodes: readonly NodeObject[]): Promise<Filtered> {
    try {
      return this.#filtered(await this.#send('filter', pod, nodes), nodes)
    } catch (error) {
      if (!this.#configuration.ignorable) throw error
      return { feasible: nodes.map(({ metadata }) => metadata.name), failed: {}, unresolvable: {} }
    }
  }

  /** What is added to each node's score; nothing to any if the extender cannot be used. */
  async prioritize(pod: object, nodes: readonly NodeObject[]): Promise<Readonly<Record<string, number>>> {
    const { weight } = this.#configuration
    try {
      const list = (await this.#send('prioritize', pod, nodes)) as { Host: string; Score: number }[]
      return Object.fromEntries(list.map(({ Host, Score }) => [Host, Score * weight * scale]))
    } catch {
      return {}
    }
  }

  #filtered(answer: unknown, nodes: readonly NodeObject[]): Filtered {
    const result = answer as FilterResult
    if (result.Error !== undefined && result.Error !== '') throw new Error(result.Error)
    const known = new Set(nodes.map(({ metadata }) => metadata.name))
    const isByName = this.#configuration.nodeCacheCapable && (result.NodeNames ?? null) !== null
    const feasible = isByName
      ? (result.NodeNames ?? [])
      : (result.Nodes?.items.map(({ metadata }) => metadata.name) ?? [])
    const foreign = feasible.find((name) => !known.has(name))
    if (foreign !== undefined) throw new Error(`The extender claims ${foreign}, which was not asked for`)
    return {
      feasible,
      failed: result.FailedNodes ?? {},
      unresolvable: result.FailedAndUnresolvableNodes ?? {},
    }
  }

  async #send(verb: string, pod: object, nodes: readonly NodeObject[]): Promise<unknown> {
    const { urlPrefix, nodeCacheCapable, tls = {} } = this.#configuration
    const args = {
      Pod: pod,
      Nodes: nodeCacheCapable ? null : { metadata: {}, items: nodes },
      NodeNames: nodeCacheCapable ? nodes.map(({ metadata }) => metadata.name) : null,
    }
    const { status, text } = await post(`${urlPrefix.replace(/\/+$/, '')}/${verb}`, JSON.stringify(args), tls)
    if (status !== 200) throw new Error(`failed ${verb} with extender at URL ${urlPrefix}, code ${status}`)
    return JSON.parse(text) as unknown
  }
}

function post(url: string, body: string, tls: RequestOptions): Promise<{ status: number; text: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; text: string }>()
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
  const request = url.startsWith('https:') ? httpsRequest : httpRequest
  request(url, { ...tls, method: 'POST', headers, agent: false, timeout: 5_000 }, (response) => {
    response.setEncoding('utf8')
    let text = ''
    response.on('data', (part: string) => (text += part))
    response.on('end', () => resolve({ status: response.statusCode ?? 0, text }))
  })
    .on('error', reject)
    .end(body)
  return promise
}

/** A node as the API has it, with members that nobody reads. */
export function makeNode(name: string): NodeObject {
  return {
    metadata: { name, uid: `uid-of-${name}`, labels: { 'kubernetes.io/hostname': name } },
    spec: { podCIDR: '10.0.0.0/24' },
    status: { capacity: { cpu: '4', memory: '16Gi' } },
  }
}

/** A pod that waits for a node, with these annotations. */
export function makePod(annotations: Readonly<Record<string, string>>, over: object = {}): object {
  return {
    metadata: { name: 'web', namespace: 'shop', uid: 'u1', annotations, creationTimestamp: null, ...over },
    spec: { containers: [{ name: 'web', image: 'registry.example/web', resources: {} }] },
    status: { phase: 'Pending' },
  }
}
