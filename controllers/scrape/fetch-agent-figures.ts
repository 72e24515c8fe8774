import { request } from 'node:http'
import type { IncomingMessage } from 'node:http'
import type { AgentFigures } from './agent-figures.ts'
import { AgentMetricsReader } from './agent-metrics-reader.ts'

/** How an agent is asked. */
export interface FetchOptions {
  readonly host: string
  readonly port: number
  /** The longest that the whole answer may take. */
  readonly timeoutMs: number
  /** A page that is longer is refused. */
  readonly maxBytes: number
}

/**
 * Asks an agent for its page of metrics, over a connection of its own.
 * @throws {Error} one sentence
 */
export async function fetchAgentFigures(options: FetchOptions): Promise<AgentFigures> {
  const { host, port, timeoutMs } = options
  const signal = AbortSignal.timeout(timeoutMs)
  try {
    return await readPage(await get(host, port, signal), options.maxBytes)
  } catch (error) {
    const why = signal.aborted ? `it took more than ${timeoutMs} ms` : reasonOf(error)
    throw new Error(`Cannot read the metrics of the agent at ${host}:${port} as ${why}`, { cause: error })
  }
}

/** A refused connection to several addresses says nothing itself, only in its code. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error.message !== '') return error.message
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name
}

function get(host: string, port: number, signal: AbortSignal): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const headers = { accept: 'text/plain;version=0.0.4', connection: 'close' }
    request({ host, port, path: '/metrics', headers, signal, agent: false }, resolve)
      .on('error', reject)
      .end()
  })
}

async function readPage(response: IncomingMessage, maxBytes: number): Promise<AgentFigures> {
  if (response.statusCode !== 200) {
    response.destroy()
    throw new Error(`it answered ${response.statusCode ?? 0}`)
  }
  const reader = new AgentMetricsReader()
  const decoder = new TextDecoder()
  let bytes = 0
  for await (const piece of response as AsyncIterable<Uint8Array>) {
    bytes += piece.byteLength
    // Leaving the loop closes the connection.
    if (bytes > maxBytes) throw new Error(`its page is longer than ${maxBytes} bytes`)
    reader.push(decoder.decode(piece, { stream: true }))
  }
  reader.push(decoder.decode())
  return reader.end()
}
