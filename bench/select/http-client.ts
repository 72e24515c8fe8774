import { Agent, request } from 'node:http'
import { once } from 'node:events'
import { buffer } from 'node:stream/consumers'
import type { IncomingMessage } from 'node:http'

/** Asks for decisions over HTTP on a unix socket, on connections that are kept. */
export class HttpClient implements Disposable {
  readonly #agent = new Agent({ keepAlive: true })
  readonly #socketPath: string

  constructor(socketPath: string) {
    this.#socketPath = socketPath
  }

  /** Milliseconds until the whole answer is read. @throws {Error} if it is no decision */
  async select(pod: string): Promise<number> {
    const begun = performance.now()
    const body = JSON.stringify({
      pod: { namespace: 'default', name: pod, uid: `u-${pod}` },
      ifname: 'eth0',
    })
    const asked = request({
      socketPath: this.#socketPath,
      path: '/api/v1/select',
      method: 'POST',
      agent: this.#agent,
      headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
    })
    asked.end(body)
    const [answer] = (await once(asked, 'response')) as [IncomingMessage]
    const said = await buffer(answer)
    const tookMs = performance.now() - begun
    if (answer.statusCode !== 200)
      throw new Error(
        `Cannot time a decision as the agent answers ${String(answer.statusCode)}: ${said.toString()}`,
      )
    return tookMs
  }

  [Symbol.dispose](): void {
    this.#agent.destroy()
  }
}
