import { once } from 'node:events'
import { Agent as PlainAgent, type ClientRequest, type IncomingMessage } from 'node:http'
import { Agent } from 'node:https'
import type { Duplex } from 'node:stream'
import { WebSocket } from 'ws'
import { answerError } from '../client/answer-error.ts'
import { objectPath } from '../client/api-path.ts'
import { explainFailure } from '../client/explain-failure.ts'
import { readBody } from '../client/read-body.ts'
import type { Credentials, Signature } from '../config/credentials.ts'
import { kinds } from '../kinds.ts'
import { KubeError } from '../kube-error.ts'
import type { ObjectRef } from '../kube-object.ts'
import { ForwardedPort } from './forwarded-port.ts'

/** What a port-forward is made of. */
export interface ForwardParts {
  readonly server: string
  readonly credentials: Credentials
  /** The proxies to go through, or null. */
  readonly proxyEnv: NodeJS.ProcessEnv | null
  readonly userAgent: string
}

/** Every kubelet that serves port-forward over WebSocket knows it: one channel for data, one for errors. */
const protocol = 'v4.channel.k8s.io'
const answerBytes = 65_536

/**
 * A connection to a port of a pod, through the API server and the kubelet, with the rights of whoever asks.
 * @throws {KubeError} for a refusal, or where there is no answer
 */
export async function forwardPort(
  parts: ForwardParts,
  pod: ObjectRef,
  port: number,
  signal: AbortSignal,
): Promise<Duplex> {
  const what = `forward port ${port} of pod ${pod.namespace ?? ''}/${pod.name}`
  const path = `${objectPath(kinds.pod, pod)}/portforward?ports=${port}`
  const signature = await parts.credentials.current()
  try {
    return await connect(parts, signature, { what, path, signal })
  } catch (error) {
    if (!(error instanceof KubeError) || error.status !== 401) throw error
    const renewed = await parts.credentials.renewed(signature)
    if (renewed === undefined) throw error
    return await connect(parts, renewed, { what, path, signal })
  }
}

interface Wanted {
  readonly what: string
  readonly path: string
  readonly signal: AbortSignal
}

async function connect(parts: ForwardParts, signature: Signature, wanted: Wanted): Promise<Duplex> {
  const { what, path, signal } = wanted
  signal.throwIfAborted()
  const socket = openSocket(parts, signature, path)
  const stream = new ForwardedPort(socket, what)
  const abort = () => stream.destroy(new Error('it was given up'))
  signal.addEventListener('abort', abort)
  const refusal = once(socket, 'unexpected-response') as Promise<[ClientRequest, IncomingMessage]>
  try {
    const refused = await Promise.race([once(socket, 'open').then(() => null), refusal])
    if (refused === null) return stream
    const [, answer] = refused
    const body = await readBody(answer, answerBytes)
    throw answerError(what, parts.server, { status: answer.statusCode ?? 0, body })
  } catch (error) {
    stream.destroy()
    if (error instanceof KubeError) throw error
    const why = signal.aborted ? 'it did not answer in time' : explainFailure(error)
    throw new KubeError(`Cannot ${what} at ${parts.server} as ${why}`, { status: 0, cause: error })
  } finally {
    refusal.catch(() => undefined)
    signal.removeEventListener('abort', abort)
  }
}

function openSocket(
  { server, proxyEnv, userAgent }: ForwardParts,
  signature: Signature,
  path: string,
): WebSocket {
  const url = new URL(server)
  const isPlain = url.protocol === 'http:'
  const target = `${isPlain ? 'ws' : 'wss'}://${url.host}${url.pathname.replace(/\/$/, '')}${path}`
  const proxied =
    proxyEnv === null ? undefined : isPlain ? new PlainAgent({ proxyEnv }) : new Agent({ proxyEnv })
  const agent = signature.agent ?? proxied
  return new WebSocket(target, protocol, {
    ...signature.tls,
    ...(signature.auth !== undefined && { auth: signature.auth }),
    ...(agent !== undefined && { agent }),
    headers: { ...signature.headers, 'user-agent': userAgent },
    perMessageDeflate: false,
  })
}
