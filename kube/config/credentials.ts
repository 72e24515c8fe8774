import type { KubeConfig } from '@kubernetes/client-node'
import { readFile } from 'node:fs/promises'
import type { Agent, RequestOptions } from 'node:https'
import type { Clock } from '../../service-kit/clock.ts'
import { KubeError } from '../kube-error.ts'
import type { FoundCluster } from './found-cluster.ts'

/** How a request says who we are, and knows the server. */
export interface Signature {
  readonly headers: Readonly<Record<string, string>>
  readonly tls: Pick<
    RequestOptions,
    'ca' | 'cert' | 'key' | 'pfx' | 'passphrase' | 'servername' | 'rejectUnauthorized'
  >
  /** `user:password`, of a user that has them. */
  readonly auth: string | undefined
  /** The client library's own agent, where only that one finds the way. */
  readonly agent: Agent | undefined
}

/** Credentials are read anew at the latest after so long: client-go does the same. */
const freshMs = 60_000

/** Who we are on a cluster; reads token and certificate files again and runs exec plugins when it is time. */
export class Credentials {
  readonly #cluster: FoundCluster
  readonly #clock: Clock
  #config: Promise<KubeConfig> | undefined
  #signature: { readonly value: Promise<Signature>; readonly readMs: number } | undefined

  constructor(cluster: FoundCluster, clock: Clock) {
    this.#cluster = cluster
    this.#clock = clock
  }

  /** @throws {KubeError} that never quotes a credential */
  async current(): Promise<Signature> {
    const nowMs = this.#clock.monotonicMs()
    if (this.#signature === undefined || nowMs - this.#signature.readMs >= freshMs)
      this.#signature = { value: this.#read(), readMs: nowMs }
    const { value } = this.#signature
    try {
      return await value
    } catch (error) {
      if (this.#isCurrent(value)) this.#forget()
      throw error
    }
  }

  /** After a 401: reads them again, and gives them if they are others than those refused. */
  async renewed(refused: Signature): Promise<Signature | undefined> {
    const before = await this.#signature?.value.catch(() => undefined)
    if (before === refused) this.#forget()
    const now = await this.current()
    return JSON.stringify([now.headers, now.auth, now.tls]) ===
      JSON.stringify([refused.headers, refused.auth, refused.tls])
      ? undefined
      : now
  }

  #isCurrent(value: Promise<Signature>): boolean {
    return this.#signature?.value === value
  }

  #forget(): void {
    this.#signature = undefined
    this.#config = undefined
  }

  async #read(): Promise<Signature> {
    const { cluster, tokenFile, user } = this.#cluster
    const options: RequestOptions = {}
    try {
      this.#config ??= this.#cluster.open()
      const config = await this.#config
      await config.applyToHTTPSOptions(options)
    } catch (error) {
      throw new KubeError(`Cannot sign in to ${cluster.server} as user "${user.name}": ${faultOf(error)}`, {
        status: 0,
      })
    }
    const headers = stringsOf(options.headers)
    if (tokenFile !== undefined) headers['Authorization'] = `Bearer ${await readToken(tokenFile)}`
    const { ca, cert, key, pfx, passphrase, servername, rejectUnauthorized, auth } = options
    return {
      headers,
      tls: definedOf({ ca, cert, key, pfx, passphrase, servername, rejectUnauthorized }),
      auth: auth ?? undefined,
      agent: cluster.proxyUrl?.startsWith('socks') === true ? (options.agent as Agent) : undefined,
    }
  }
}

/** Errors of parsers quote what they parsed, and an exec plugin answers with a token. */
function faultOf(error: unknown): string {
  if (error instanceof SyntaxError) return 'its exec plugin did not answer with JSON'
  const message = error instanceof Error ? error.message.trim() : ''
  const line = message.split('\n').at(-1) ?? ''
  return line === '' ? 'its exec plugin failed without a word' : line.slice(0, 300)
}

async function readToken(path: string): Promise<string> {
  try {
    const token = (await readFile(path, 'utf8')).trim()
    if (/^[\x21-\x7e]+$/.test(token)) return token
  } catch (error) {
    throw new KubeError(`Cannot sign in as the token file ${path} cannot be read: ${faultOf(error)}`, {
      status: 0,
    })
  }
  throw new KubeError(`Cannot sign in as the token file ${path} holds no token`, { status: 0 })
}

function stringsOf(headers: RequestOptions['headers']): Record<string, string> {
  const entries = Object.entries((headers ?? {}) as Readonly<Record<string, unknown>>)
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value).trim()]))
}

function definedOf(tls: { readonly [K in keyof Signature['tls']]: Signature['tls'][K] | undefined }) {
  return Object.fromEntries(
    Object.entries(tls).filter(([, value]) => value !== undefined),
  ) as Signature['tls']
}
