import type { IncomingMessage } from 'node:http'
import { parse } from 'yaml'
import { refusal } from '../objects/refusal.ts'

/** What a kube-apiserver takes at most. */
const limit = 3 * 1_024 * 1_024

/** The body of a request as a value, from JSON or YAML; undefined if there is none. */
export async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes <= limit) chunks.push(chunk)
  }
  if (bytes > limit) throw refusal.tooLarge(limit)
  return readText(Buffer.concat(chunks).toString('utf8'), mediaTypeOf(request))
}

/** The media type without its parameters. */
export const mediaTypeOf = (request: IncomingMessage) =>
  (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? ''

function readText(text: string, mediaType: string): unknown {
  if (text.trim() === '') return undefined
  if (mediaType.includes('protobuf') || mediaType.includes('cbor'))
    throw refusal.unsupportedMediaType(mediaType, ['application/json', 'application/yaml'])
  try {
    return mediaType.includes('yaml') ? (parse(text) as unknown) : (JSON.parse(text) as unknown)
  } catch (error) {
    throw refusal.badRequest(`error decoding the body: ${(error as Error).message}`)
  }
}
