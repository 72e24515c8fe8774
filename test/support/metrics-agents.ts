import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What an agent shows of a network. */
export interface ShownNetwork {
  readonly score?: number
  readonly attachments?: number
  readonly used?: number
  readonly total?: number
  readonly best?: number
  readonly excluded?: number
}

/** Agents of several nodes as whoever scrapes them sees them: each on a loopback address of its own, all on one port. */
export class MetricsAgents implements AsyncDisposable {
  readonly #servers = new Map<string, { server: Server; page: string; scrapes: number }>()
  #port = 0

  get port(): number {
    return this.#port
  }

  /** An agent at `host` (127.0.1.x) that shows these networks; started if it is new. */
  async show(host: string, networks: Readonly<Record<string, ShownNetwork>>): Promise<void> {
    await this.showText(host, pageOf(networks))
  }

  /** The same with any text. */
  async showText(host: string, page: string): Promise<void> {
    const known = this.#servers.get(host)
    if (known !== undefined) {
      known.page = page
      return
    }
    const server = createServer((_request, response) => {
      const agent = this.#servers.get(host)
      if (agent !== undefined) agent.scrapes += 1
      response.end(agent?.page)
    })
    server.listen(this.#port, host)
    await once(server, 'listening')
    this.#port = (server.address() as AddressInfo).port
    this.#servers.set(host, { server, page, scrapes: 0 })
  }

  /** How often the agent was asked. */
  scrapes(host: string): number {
    return this.#servers.get(host)?.scrapes ?? 0
  }

  async stop(host: string): Promise<void> {
    const server = this.#servers.get(host)?.server
    this.#servers.delete(host)
    server?.closeAllConnections()
    await new Promise((resolve) => server?.close(resolve))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const host of [...this.#servers.keys()]) await this.stop(host)
  }
}

const families: Readonly<Record<keyof ShownNetwork, string>> = {
  score: 'genie_network_score',
  attachments: 'genie_network_attachments',
  used: 'genie_network_addresses_used',
  total: 'genie_network_addresses_total',
  best: 'genie_network_best',
  excluded: 'genie_network_excluded',
}

function pageOf(networks: Readonly<Record<string, ShownNetwork>>): string {
  return Object.entries(families)
    .flatMap(([member, family]) => [
      `# TYPE ${family} gauge`,
      ...Object.entries(networks).flatMap(([network, figures]) => {
        const value = figures[member as keyof ShownNetwork]
        return value === undefined ? [] : [`${family}{network="${network}"} ${value}`]
      }),
    ])
    .join('\n')
}
