import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import type { StoredProfile } from '../../domain/stored-intent.ts'
import { callApi } from '../support/call-api.ts'
import { ClusterNode } from '../support/cluster-node.ts'
import { priceRate } from '../support/price-rate.ts'

/** The page as it is built, in a directory of its own; removed at the end. */
export async function builtPage(): Promise<{ readonly directory: string } & AsyncDisposable> {
  const directory = await mkdtemp(join(tmpdir(), 'genie-web-'))
  const root = join(import.meta.dirname, '../../web')
  await build({ root, logLevel: 'silent', build: { outDir: directory } })
  return { directory, [Symbol.asyncDispose]: () => rm(directory, { recursive: true, force: true }) }
}

/** A port of the loopback for what an agent serves on its socket. */
async function portTo(socketPath: string): Promise<Server> {
  const server = createServer((asked, answer) => {
    const { method, url: path, headers } = asked
    const onwards = request({ socketPath, method, path, headers }, (got) => {
      answer.writeHead(got.statusCode ?? 502, got.headers)
      got.pipe(answer)
    })
    onwards.on('error', () => answer.destroy())
    answer.on('close', () => onwards.destroy())
    asked.pipe(onwards)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return server
}

const ofFile = `apiVersion: cni-genie.io/v1alpha1
kind: SelectionProfile
metadata: { name: fixed, namespace: shop }
spec: { preset: bulk }
`

/** An agent without a cluster that serves the page: three networks of which weave is the cheapest, two profiles of `shop`. */
export class WeightsPage implements AsyncDisposable {
  readonly node: ClusterNode
  readonly #port: Server

  private constructor(node: ClusterNode, port: Server) {
    this.node = node
    this.#port = port
  }

  /** `shop/web` is kept by the API, `shop/fixed` comes from a file. */
  static async open(built: string): Promise<WeightsPage> {
    const node = await ClusterNode.open({ KUBECONFIG: '' })
    await mkdir(node.at('nads'))
    await writeFile(node.at('nads/fixed.yaml'), ofFile)
    await node.start({ GENIE_NAD_DIR: node.at('nads'), GENIE_WEB_DIR: built })
    const page = new WeightsPage(node, await portTo(node.at('http.sock')))
    await page.#write('PUT', '/profiles/shop/web', { weights: { latency: 4 }, namespaceDefault: true })
    const prices = [
      ['calico', '0.2'],
      ['flannel', '0.1'],
      ['weave', '0.01'],
    ] as const
    const rates = prices.map(([network, price]) => priceRate({ network, tiers: [{ price }] }))
    await page.#write('POST', '/prices', { rates })
    return page
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#port.address() as AddressInfo).port}/`
  }

  /** `shop/web` as the API has it. */
  async profile(): Promise<StoredProfile> {
    const { body } = await callApi({ socketPath: this.node.at('http.sock') }, '/api/v1/profiles/shop/web')
    return body as StoredProfile
  }

  /** Removes `shop/web`, whatever is there. */
  async removeProfile(): Promise<void> {
    const address = { socketPath: this.node.at('http.sock') }
    const headers = { 'if-match': '*' }
    const { status } = await callApi(address, '/api/v1/profiles/shop/web', { method: 'DELETE', headers })
    if (status !== 204) throw new Error(`Cannot remove shop/web as the agent answers ${status}`)
  }

  async #write(method: string, path: string, body: object): Promise<void> {
    const address = { socketPath: this.node.at('http.sock') }
    const headers = { 'if-none-match': '*' }
    const { status } = await callApi(address, `/api/v1${path}`, { method, body, headers })
    if (status !== 201) throw new Error(`Cannot write ${path} as the agent answers ${status}`)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#port.close()
    this.#port.closeAllConnections()
    await this.node[Symbol.asyncDispose]()
  }
}
