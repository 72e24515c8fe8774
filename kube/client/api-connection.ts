import { Agent as PlainAgent, type IncomingMessage } from 'node:http'
import { Agent } from 'node:https'
import type { Clock } from '../../service-kit/clock.ts'
import type { Credentials } from '../config/credentials.ts'
import type { Delay } from '../delay.ts'
import { KubeError } from '../kube-error.ts'
import { answerError } from './answer-error.ts'
import { explainFailure } from './explain-failure.ts'
import { readBody } from './read-body.ts'
import { sendRequest, type WireRequest } from './send-request.ts'
import { TookTooLong, withinLimit } from './within-limit.ts'

/** A request to the API and how far it may go. */
export interface ApiRequest extends WireRequest {
  /** What it is for, as in `list pods`. */
  readonly what: string
  readonly timeoutMs: number
  readonly signal: AbortSignal | undefined
  readonly limitBytes: number
}

/** What a connection is made of. */
export interface ConnectionParts {
  readonly server: string
  readonly credentials: Pick<Credentials, 'current' | 'renewed'>
  /** The proxies of the environment, or of the kubeconfig; null where there are none. */
  readonly proxyEnv: NodeJS.ProcessEnv | null
  readonly userAgent: string
  readonly clock: Clock
  readonly delay: Delay
}

const mostWaits = 3
/** An idle connection is closed before a load balancer in between forgets it. */
const idleSocketMs = 50_000

/** Speaks HTTP with one API server: who we are, limits, retries that are safe, errors that can be read. */
export class ApiConnection {
  readonly server: string
  readonly #url: URL
  readonly #parts: ConnectionParts
  readonly #agent: PlainAgent

  constructor(parts: ConnectionParts) {
    this.server = parts.server
    this.#url = new URL(parts.server)
    this.#parts = parts
    const options = {
      keepAlive: true,
      keepAliveMsecs: 30_000,
      scheduling: 'lifo' as const,
      timeout: idleSocketMs,
      ...(parts.proxyEnv !== null && { proxyEnv: parts.proxyEnv }),
    }
    this.#agent = this.#url.protocol === 'http:' ? new PlainAgent(options) : new Agent(options)
  }

  /**
   * The body of the answer. A server that is busy and says for how long is asked again, as far as the limit goes.
   * @throws {KubeError} for a refusal, or where there is no answer
   */
  async ask(request: ApiRequest): Promise<string> {
    return this.#explained(request, () =>
      withinLimit(request.timeoutMs, request.signal, async (signal) => {
        const begunMs = this.#parts.clock.monotonicMs()
        for (let waits = 0; ; waits += 1) {
          const answer = await this.#signed(request, signal)
          const body = await readBody(answer, request.limitBytes)
          if (isFine(answer)) return body
          const error = this.#errorOf(request, answer, body)
          const leftMs = request.timeoutMs - (this.#parts.clock.monotonicMs() - begunMs)
          const waitMs = error.retryAfterMs
          if (waitMs === undefined || waitMs >= leftMs || waits >= mostWaits) throw error
          await this.#parts.delay(waitMs, signal)
        }
      }),
    )
  }

  /**
   * An answer whose body goes on: the limit is for its head, `control` ends the whole.
   * @throws {KubeError} for a refusal, or where there is no answer
   */
  async open(request: ApiRequest, control: AbortController): Promise<IncomingMessage> {
    const { timeoutMs } = request
    const giveUp = () => control.abort(new TookTooLong(`within ${timeoutMs} ms`))
    const timer = setTimeout(giveUp, timeoutMs)
    try {
      return await this.#explained(request, async () => {
        const answer = await this.#signed(request, control.signal)
        if (isFine(answer)) return answer
        throw this.#errorOf(request, answer, await readBody(answer, request.limitBytes))
      })
    } finally {
      clearTimeout(timer)
    }
  }

  /** Closes every connection, those in use too. */
  close(): void {
    this.#agent.destroy()
  }

  async #signed(request: ApiRequest, signal: AbortSignal): Promise<IncomingMessage> {
    const { credentials, userAgent } = this.#parts
    const wire = { ...request, headers: { ...request.headers, 'user-agent': userAgent } }
    const signature = await credentials.current()
    const answer = await sendRequest(this.#url, this.#agent, signature, wire, signal)
    if (answer.statusCode !== 401) return answer
    const renewed = await credentials.renewed(signature)
    if (renewed === undefined) return answer
    answer.resume()
    return sendRequest(this.#url, this.#agent, renewed, wire, signal)
  }

  #errorOf({ what }: ApiRequest, { statusCode = 0, headers }: IncomingMessage, body: string): KubeError {
    const isBusy = statusCode === 429 || statusCode === 503
    const retryAfter = isBusy ? headers['retry-after'] : undefined
    return answerError(what, this.server, { status: statusCode, retryAfter, body })
  }

  async #explained<T>({ what, signal }: ApiRequest, run: () => Promise<T>): Promise<T> {
    try {
      return await run()
    } catch (error) {
      if (error instanceof KubeError || signal?.aborted) throw error
      throw new KubeError(`Cannot ${what} at ${this.server} as ${explainFailure(error)}`, {
        status: 0,
        cause: error,
      })
    }
  }
}

const isFine = ({ statusCode = 0 }: IncomingMessage) => statusCode >= 200 && statusCode < 300
