import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { text } from 'node:stream/consumers'
import type { Static, TSchema } from 'typebox'
import { Value } from 'typebox/value'
import { messageOf } from '../../service-kit/message-of.ts'
import { clusterChallenge } from '../../service-kit/access/cluster-challenge.ts'
import type { AgentPod } from './agent-pod.ts'
import type { Cluster } from './cluster.ts'
import { tokenFor } from './token-for.ts'

/** One question to an agent. */
export interface Question {
  readonly path: string
  /** Makes it a POST. */
  readonly body?: unknown
  /** Whose question it is, where the agent wants to know. */
  readonly token?: string
}

/** What an agent said, whatever the status. */
export interface AgentAnswer {
  readonly status: number
  readonly body: string
  /** How it asks for a token, if it does. */
  readonly challenge: string | undefined
}

/** An agent answered and could not help: `status` is HTTP's. */
export class AgentRefusal extends Error {
  readonly status: number

  constructor(message: string, status: number) {
    super(message)
    this.name = 'AgentRefusal'
    this.status = status
  }
}

/**
 * Asks the agent of a node through a port-forward, and checks the answer against the contract. An agent that asks for the
 * caller's token gets it.
 * @throws {Error} one sentence that names the node
 */
export async function askAgent<T extends TSchema>(
  cluster: Cluster,
  agent: AgentPod,
  schema: T,
  question: Question,
): Promise<Static<T>> {
  const { status, body } = await answerOf(cluster, agent, question)
  if (status !== 200)
    throw new AgentRefusal(
      `${faultIn(body) ?? `The agent answers ${status}`}, says the agent on ${agent.node}`,
      status,
    )
  const answer = parseJson(body)
  if (!Value.Check(schema, answer))
    throw new Error(
      `Cannot understand the agent on ${agent.node} about ${question.path}: use a kubectl-genie of its version (${agent.image || 'unknown'})`,
    )
  return answer
}

async function answerOf(cluster: Cluster, agent: AgentPod, question: Question): Promise<AgentAnswer> {
  const answer = await fetchFromAgent(cluster, agent, question)
  if (answer.status !== 401 || answer.challenge !== clusterChallenge) return answer
  return fetchFromAgent(cluster, agent, { ...question, token: await tokenFor(cluster, agent) })
}

/** The answer as it came. @throws {Error} if there is none */
export async function fetchFromAgent(
  cluster: Cluster,
  agent: AgentPod,
  question: Question,
): Promise<AgentAnswer> {
  const signal = AbortSignal.timeout(cluster.requestTimeoutMs)
  try {
    const stream = await cluster.forward(agent, agent.port, signal)
    try {
      return await exchange(stream, question, signal)
    } finally {
      stream.destroy()
    }
  } catch (error) {
    const why = signal.aborted ? `no answer within ${cluster.requestTimeoutMs / 1_000} s` : messageOf(error)
    throw new Error(`Cannot reach the agent on ${agent.node || 'no node'}: ${why}`, { cause: error })
  }
}

async function exchange(
  stream: Duplex,
  { path, body, token }: Question,
  signal: AbortSignal,
): Promise<AgentAnswer> {
  const asked = request({
    path,
    method: body === undefined ? 'GET' : 'POST',
    createConnection: () => stream,
    // Agents answer to names of loopback only.
    headers: {
      host: 'localhost',
      connection: 'close',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    signal,
  })
  asked.end(body === undefined ? undefined : JSON.stringify(body))
  const answered = async () => {
    const [answer] = (await once(asked, 'response')) as [IncomingMessage]
    const challenge = answer.headers['www-authenticate']
    return { status: answer.statusCode ?? 0, body: await text(answer), challenge }
  }
  return Promise.race([answered(), cut(stream)])
}

/** A connection may have ended before HTTP could notice. */
function cut(stream: Duplex): Promise<never> {
  return new Promise((_, reject) => {
    const end = () => reject(stream.errored ?? new Error('the connection was cut'))
    if (stream.destroyed) end()
    else stream.once('close', end)
  })
}

function faultIn(body: string): string | undefined {
  const answer = parseJson(body)
  const isFault = typeof answer === 'object' && answer !== null && 'message' in answer
  return isFault && typeof answer.message === 'string' ? answer.message : undefined
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body) as unknown
  } catch {
    return undefined
  }
}
