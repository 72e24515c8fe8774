import { once } from 'node:events'
import { chmodSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { Compile } from 'typebox/compile'
import { ProbeView } from '../domain/probe-exchange.ts'
import { messageOf } from '../service-kit/message-of.ts'
import type { Prober } from './prober.ts'
import { exchangePath } from './prober-client.ts'

const schema = Compile(ProbeView)
const mostBytes = 262_144

/**
 * Serves an agent without rights at a unix socket of mode 0600: whoever may open it is the agent. One kind of request
 * needs no framework, which would hold more memory than all else of the prober.
 */
export async function serveProber(prober: Pick<Prober, 'exchange'>, socketPath: string): Promise<Server> {
  const server = createServer({ requestTimeout: 10_000 }, (request, response) => {
    void answer(request, prober).then(({ status, body }) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    })
  })
  rmSync(socketPath, { force: true })
  const listening = once(server, 'listening')
  server.listen(socketPath)
  await listening
  chmodSync(socketPath, 0o600)
  return server
}

async function answer(
  request: IncomingMessage,
  prober: Pick<Prober, 'exchange'>,
): Promise<{ status: number; body: unknown }> {
  if (request.method !== 'POST' || request.url !== exchangePath)
    return {
      status: 404,
      body: { message: `Cannot find ${request.url ?? ''}: there is POST ${exchangePath}` },
    }
  try {
    const view: unknown = JSON.parse(await bodyOf(request))
    if (!schema.Check(view)) throw new Error('it is no view of what there is to probe')
    return { status: 200, body: prober.exchange(view) }
  } catch (error) {
    return { status: 400, body: { message: `Cannot take the request: ${messageOf(error)}` } }
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const piece of request.setEncoding('utf8')) {
    text += String(piece)
    if (text.length > mostBytes) throw new Error(`it is longer than ${mostBytes} characters`)
  }
  return text
}
