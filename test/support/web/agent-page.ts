import { once } from 'node:events'
import { mkdir } from 'node:fs/promises'
import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pipeline } from 'node:stream'
import type { ApiAnswer, ApiCall } from '../call-api.ts'
import { callApi } from '../call-api.ts'
import { ClusterNode } from '../cluster-node.ts'

/** What an agent is started with, besides the page. */
export interface AgentPageOptions {
  /** Before it is started, with the directory of manifests there. */
  readonly prepare?: (node: ClusterNode) => Promise<void>
  readonly settings?: Readonly<Record<string, string>>
  /** Whether the agent belongs to a cluster, the API server of its node, and is looked at from outside through a proxy. */
  readonly isOnCluster?: boolean
}

/** A real agent that serves the built page, on a port of the loopback. */
export class AgentPage implements AsyncDisposable {
  readonly node: ClusterNode
  readonly #settings: Readonly<Record<string, string>>
  readonly #port: Server

  private constructor(node: ClusterNode, settings: Readonly<Record<string, string>>, port: Server) {
    this.node = node
    this.#settings = settings
    this.#port = port
  }

  /** Starts one for the page in that directory. */
  static async open(
    built: string,
    { prepare, settings = {}, isOnCluster = false }: AgentPageOptions = {},
  ): Promise<AgentPage> {
    const node = await ClusterNode.open()
    await mkdir(node.at('nads'))
    await prepare?.(node)
    const alone = isOnCluster ? {} : { KUBECONFIG: '', GENIE_NAD_DIR: node.at('nads') }
    const all = { ...alone, GENIE_WEB_DIR: built, ...settings }
    await node.start(all)
    const port = await portTo(node.at('http.sock'), isOnCluster ? { 'x-forwarded-for': '192.0.2.1' } : {})
    return new AgentPage(node, all, port)
  }

  /** The agent goes and comes back as it was; the address stays, and nobody answers there meanwhile. */
  async restart(meanwhile: () => Promise<void>): Promise<void> {
    await this.node.stop()
    await meanwhile()
    await this.node.start(this.#settings)
  }

  /** Ends with a slash. */
  get url(): string {
    return `http://127.0.0.1:${(this.#port.address() as AddressInfo).port}/`
  }

  /** Asks the agent's API; `path` comes behind `/api/v1`. */
  call(path: string, call: ApiCall = {}): Promise<ApiAnswer> {
    return callApi({ socketPath: this.node.at('http.sock') }, `/api/v1${path}`, call)
  }

  /** Writes what is new. @throws {Error} if the API does not take it */
  async add(method: 'PUT' | 'POST', path: string, body: object): Promise<void> {
    const { status } = await this.call(path, { method, body, headers: { 'if-none-match': '*' } })
    if (status !== 201) throw new Error(`Cannot write ${path} as the agent answers ${status}`)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#port.close()
    this.#port.closeAllConnections()
    await this.node[Symbol.asyncDispose]()
  }
}

/** A port for what is served on a socket: browsers know no sockets. */
async function portTo(socketPath: string, added: Readonly<Record<string, string>>): Promise<Server> {
  const server = createServer((asked, answer) => {
    const { method, url: path, headers } = asked
    const onwards = request({ socketPath, method, path, headers: { ...headers, ...added } }, (got) => {
      answer.writeHead(got.statusCode ?? 502, got.headers)
      // An answer that breaks off there breaks off here, as a stream does when the agent goes.
      pipeline(got, answer, () => undefined)
    })
    onwards.on('error', () => answer.destroy())
    answer.on('close', () => onwards.destroy())
    asked.pipe(onwards)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return server
}
