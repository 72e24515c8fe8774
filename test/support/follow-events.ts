import type { AddressInfo } from 'node:net'
import type { HttpServer } from '../../service-kit/http-server.ts'

/**
 * Follows the events of a path behind `/api/v1`. What it answers reads on until a text is among them, and answers all that
 * came so far.
 */
export async function followEvents(
  server: HttpServer,
  path: string,
  signal: AbortSignal,
): Promise<(needle: string) => Promise<string>> {
  if (!server.server.listening) await server.listen({ host: '127.0.0.1', port: 0 })
  const { port } = server.server.address() as AddressInfo
  const { body } = await fetch(`http://127.0.0.1:${port}/api/v1/${path}`, { signal })
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  return async (needle) => {
    while (!text.includes(needle)) text += (await reader?.read())?.value ?? ''
    return text
  }
}
