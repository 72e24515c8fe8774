import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { Value } from 'typebox/value'
import type { Decision } from '../domain/decision.ts'
import { DecisionPage, NetworkBoard } from '../domain/network-board.ts'

/** The questions that the lab asks of the agent; answers are checked against the contract. */
export class AgentApi {
  readonly #socket: string

  constructor(socket: string) {
    this.#socket = socket
  }

  async networks(): Promise<NetworkBoard> {
    return Value.Parse(NetworkBoard, await this.#get('/api/v1/networks'))
  }

  /** The latest decision for a pod; null if none of the last hundred was for it. */
  async decisionFor(podUid: string): Promise<Decision | null> {
    const { decisions } = Value.Parse(DecisionPage, await this.#get('/api/v1/decisions?limit=100'))
    return decisions.find(({ pod }) => pod.uid === podUid) ?? null
  }

  async #get(path: string): Promise<unknown> {
    const { status, body } = await fetchOverSocket(this.#socket, path)
    if (status === 200) return JSON.parse(body)
    throw new Error(
      `Cannot ask the agent for ${path}: it answers ${status} and not 200: ${body.slice(0, 200)}`,
    )
  }
}

/** One GET over a unix socket; the status and the text of the answer. */
export async function fetchOverSocket(
  socketPath: string,
  path: string,
): Promise<{ status: number; body: string }> {
  const asked = request({ socketPath, path, timeout: 5_000, agent: false })
  asked.once('timeout', () => asked.destroy(new Error(`Cannot read ${path}: no answer within 5 s`)))
  asked.end()
  const [answer] = (await once(asked, 'response')) as [IncomingMessage]
  return { status: answer.statusCode ?? 0, body: await text(answer) }
}
