import type { IncomingMessage } from 'node:http'
import type { WatchEvent, WatchOptions } from '../kube-client.ts'
import { KubeError } from '../kube-error.ts'
import { statusError } from './answer-error.ts'
import type { KubeObject } from '../kube-object.ts'
import type { ApiConnection, ApiRequest } from './api-connection.ts'
import { explainFailure } from './explain-failure.ts'
import { LineReader } from './line-reader.ts'

/** An object is at most 1.5 MiB in etcd; JSON may double that. */
const lineBytes = 8 * 1024 * 1024

/** Why a watch was ended by us. */
class Silent extends Error {}

/** The changes that a watch tells of objects of a type, until the server ends it; closes it when the caller has enough. */
export async function* readWatch(
  connection: ApiConnection,
  request: ApiRequest,
  type: Pick<KubeObject, 'apiVersion' | 'kind'>,
  { signal, idleMs, onOpen }: Pick<WatchOptions, 'signal' | 'idleMs' | 'onOpen'>,
): AsyncGenerator<WatchEvent> {
  signal.throwIfAborted()
  const control = new AbortController()
  const giveUp = () => control.abort(signal.reason)
  signal.addEventListener('abort', giveUp)
  const { what } = request
  try {
    const answer = await connection.open(request, control)
    onOpen?.()
    for await (const line of linesOf(answer, control, idleMs)) {
      const event = parseEvent(line)
      if (event === null) throw garbled(what, connection.server)
      if (event.type === 'ERROR') throw statusError(what, connection.server, event.object)
      if (isKnown(event)) yield { type: event.type, object: { ...event.object, ...type } }
    }
  } catch (error) {
    if (signal.aborted) throw signal.reason
    if (error instanceof KubeError) throw error
    const reason: unknown = control.signal.reason
    const isSilent = reason instanceof Silent
    const why = isSilent ? reason.message : explainFailure(error)
    throw new KubeError(`Cannot ${what} at ${connection.server} any longer as ${why}`, {
      status: 0,
      reason: isSilent ? 'Silent' : 'Cut',
      cause: error,
    })
  } finally {
    signal.removeEventListener('abort', giveUp)
    control.abort()
  }
}

async function* linesOf(
  answer: IncomingMessage,
  control: AbortController,
  idleMs: number,
): AsyncGenerator<string> {
  const reader = new LineReader(lineBytes)
  const fallSilent = () => control.abort(new Silent(`nothing came for ${idleMs} ms`))
  const timer = setTimeout(fallSilent, idleMs)
  try {
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      timer.refresh()
      for (const line of reader.push(chunk)) if (line !== '') yield line
    }
  } finally {
    clearTimeout(timer)
  }
  const rest = reader.rest()
  if (rest.trim() !== '') throw new Error('it was cut in the middle of a change')
}

/** Null for what is no event. */
function parseEvent(line: string): { readonly type: string; readonly object: unknown } | null {
  try {
    const event = JSON.parse(line) as { readonly type?: unknown; readonly object?: unknown } | null
    if (typeof event?.type !== 'string' || typeof event.object !== 'object' || event.object === null)
      return null
    return { type: event.type, object: event.object }
  } catch {
    return null
  }
}

const knownTypes = new Set(['ADDED', 'MODIFIED', 'DELETED', 'BOOKMARK'])

function isKnown(event: { readonly type: string; readonly object: unknown }): event is WatchEvent {
  const { metadata } = event.object as { readonly metadata?: { readonly resourceVersion?: unknown } }
  return knownTypes.has(event.type) && typeof metadata?.resourceVersion === 'string'
}

function garbled(what: string, server: string): KubeError {
  return new KubeError(`Cannot ${what} as ${server} says something that is no change of an object`, {
    status: 0,
    reason: 'Garbled',
  })
}
