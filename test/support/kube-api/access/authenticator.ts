import { createHmac, randomBytes } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { refusal } from '../objects/refusal.ts'
import { anonymous, type UserInfo } from './user-info.ts'

interface KnownToken {
  readonly user: UserInfo
  readonly expiresAtMs: number
  /** Whether what the token is bound to is still there. */
  readonly isAlive: () => boolean
}

/** Knows the bearer tokens of the server. */
export class Authenticator {
  readonly #tokens = new Map<string, KnownToken>()
  readonly #key = randomBytes(32)
  readonly #now: () => Date

  constructor(now: () => Date) {
    this.#now = now
  }

  add(token: string, user: UserInfo, expiresAtMs = Infinity, isAlive = () => true): void {
    const groups = [...new Set([...user.groups, 'system:authenticated'])]
    this.#tokens.set(token, { user: { ...user, groups }, expiresAtMs, isAlive })
  }

  remove(token: string): void {
    this.#tokens.delete(token)
  }

  /** Makes a JSON Web Token with these claims, and knows it from now on. */
  issue(
    claims: Readonly<Record<string, unknown>>,
    user: UserInfo,
    expiresAtMs: number,
    isAlive: () => boolean,
  ): string {
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const signed = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`
    const token = `${signed}.${createHmac('sha256', this.#key).update(signed).digest('base64url')}`
    this.add(token, user, expiresAtMs, isAlive)
    return token
  }

  /** Who a token stands for; undefined for one that is unknown, too old or whose object is gone. */
  find(token: string): UserInfo | undefined {
    const known = this.#tokens.get(token)
    if (known === undefined || known.expiresAtMs <= this.#now().getTime()) return undefined
    return known.isAlive() ? known.user : undefined
  }

  /** Who sends a request. A wrong token is refused; none at all is the anonymous user. */
  authenticate(headers: IncomingHttpHeaders): UserInfo {
    const [, token] = /^bearer\s+(\S+)$/i.exec(headers.authorization ?? '') ?? []
    if (token === undefined) return anonymous
    const user = this.find(token)
    if (user === undefined) throw refusal.unauthorized()
    return user
  }
}
