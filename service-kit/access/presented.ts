import type { FastifyRequest } from 'fastify'
import type { Presented } from './access.ts'

/** As much of a request as says who calls. */
type Shown = Pick<FastifyRequest, 'headers' | 'socket'>

/** A proxy on this machine calls for somebody else. */
const forwarding = ['forwarded', 'x-forwarded-for', 'x-real-ip']

/** What a request shows of its caller; `isWrite` is what its route makes of it. */
export function presentedBy(request: Shown, isWrite: boolean): Presented {
  return { isLocal: isLocal(request), token: bearerOf(request), isWrite }
}

/** The token of `Authorization: Bearer`; null if there is none. */
export function bearerOf({ headers }: Pick<Shown, 'headers'>): string | null {
  return /^bearer +([\x21-\x7e]{1,16384})$/i.exec(headers.authorization ?? '')?.[1] ?? null
}

/** A unix socket has no address at its other end. */
function isLocal({ headers, socket }: Shown): boolean {
  if (forwarding.some((name) => headers[name] !== undefined)) return false
  const { remoteAddress } = socket
  return remoteAddress === undefined || /^(::ffff:)?127\.|^::1$/.test(remoteAddress)
}
