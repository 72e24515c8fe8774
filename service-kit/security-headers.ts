import { isIP } from 'node:net'
import type { HttpServer } from './http-server.ts'

const headers = {
  'content-security-policy':
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
} as const

const loopback = ['localhost', '127.0.0.1', '[::1]']

/**
 * Strict headers on every answer, and no answer at all to a page that reached us under a foreign name; under an address
 * only if `allowsAddresses`.
 */
export function addSecurityHeaders(
  server: HttpServer,
  hosts: readonly string[],
  { allowsAddresses } = { allowsAddresses: false },
): void {
  const known = new Set([...loopback, ...hosts])
  server.addHook('onRequest', async (request, reply) => {
    const name = request.host.replace(/:\d+$/, '')
    const isAddress = allowsAddresses && isIP(name.replace(/^\[|\]$/g, '')) !== 0
    if (!known.has(name) && !isAddress)
      await reply.code(421).send({ message: `Cannot answer as ${name} as it is not a name of this server` })
  })
  server.addHook('onSend', (_request, reply, payload, done) => {
    for (const [name, value] of Object.entries(headers)) if (!reply.hasHeader(name)) reply.header(name, value)
    done(null, payload)
  })
}
