import rateLimit from '@fastify/rate-limit'
import type { FastifyRequest } from 'fastify'
import { presentedBy } from './access/presented.ts'
import { ApiFault } from './api-fault.ts'
import type { HttpServer } from './http-server.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** How often one caller may use this route in a minute, those of this machine too. */
    maxPerMinute?: number
  }
}

/** Each throws an ApiFault of 429 that says for how long to wait. */
export interface RateLimits {
  /** Of an address, whoever calls from there. */
  address(request: FastifyRequest): Promise<void>
  /** Of a caller who is known, on a route that has a limit of its own. */
  route(request: FastifyRequest): Promise<void>
  /** Of an address that has shown wrong tokens; `isWrong` notes one more. */
  signIn(request: FastifyRequest, isWrong: boolean): Promise<void>
}

/** A page with its live feed makes some ten a minute. */
const ofAddress = 1_200
/** Somebody who mistypes a token tries it a few times; who guesses one, more often. */
const wrongTokens = 30

/**
 * How often somebody may call. Callers of this machine are trusted with its time, but for routes that say otherwise. Whom
 * it counts is bounded, and forgotten after a minute.
 */
export async function createRateLimits(server: HttpServer): Promise<RateLimits> {
  await server.register(rateLimit, { global: false })
  const timeWindow = 60_000
  const isLocal = (request: FastifyRequest) => presentedBy(request, false).isLocal
  const keyed = (of: string, max: number) =>
    server.createRateLimit({
      max,
      timeWindow,
      allowList: isLocal,
      keyGenerator: ({ ip }) => `${of} ${ip}`,
    })
  const addresses = keyed('address', ofAddress)
  const signIns = keyed('sign-in', wrongTokens)
  const routes = server.createRateLimit({
    max: ({ routeOptions }) => routeOptions.config.maxPerMinute ?? ofAddress,
    timeWindow,
    allowList: [],
    keyGenerator: ({ routeOptions, method, caller, ip }) =>
      `route ${JSON.stringify([method, routeOptions.url, caller?.name ?? ip])}`,
  })
  return {
    address: async (request) => {
      refuseExceeded(await addresses(request))
    },
    route: async (request) => {
      if (request.routeOptions.config.maxPerMinute !== undefined) refuseExceeded(await routes(request))
    },
    signIn: async (request, isWrong) => {
      refuseExceeded(await signIns(request, { increment: isWrong }))
    },
  }
}

type Counted = Awaited<ReturnType<ReturnType<HttpServer['createRateLimit']>>>

function refuseExceeded(counted: Counted): void {
  if (counted.isAllowed || !counted.isExceeded) return
  const { max, ttlInSeconds } = counted
  const sentence = `Cannot answer more than ${max} of these a minute: wait ${ttlInSeconds} s`
  throw new ApiFault(429, sentence, [], { 'retry-after': String(ttlInSeconds) })
}
