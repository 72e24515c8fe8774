import type { IncomingMessage } from 'node:http'

/**
 * The whole body of an answer as text.
 * @throws {Error} if it is longer than the limit; the connection is closed then
 */
export async function readBody(answer: IncomingMessage, limitBytes: number): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > limitBytes) throw new Error(`the answer is longer than ${limitBytes} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks, bytes).toString('utf8')
}
