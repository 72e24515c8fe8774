import { createHash } from 'node:crypto'
import {
  anonymous,
  isReading,
  localCaller,
  type Access,
  type AskedAccess,
  type Caller,
} from '../../service-kit/access/access.ts'
import type { AccessOptions } from '../../service-kit/access/local-access.ts'
import { ApiFault } from '../../service-kit/api-fault.ts'
import type { Clock } from '../../service-kit/clock.ts'
import type { Logger } from '../../service-kit/logger.ts'
import { messageOf } from '../../service-kit/message-of.ts'
import type { KubeClient } from '../kube-client.ts'
import { Remembered } from './remembered.ts'
import { reviewAccess, reviewToken, type UserInfo } from './reviews.ts'

/** What is needed to ask a cluster. */
export interface ClusterAccessParts extends AccessOptions {
  /** Somebody who may make TokenReviews and SubjectAccessReviews: `system:auth-delegator`. */
  readonly client: Pick<KubeClient, 'create'>
  readonly clock: Clock
  readonly logger: Pick<Logger, 'warn'>
}

interface KnownCaller {
  readonly caller: Caller
  readonly user: UserInfo
}

const secondMs = 1_000
const mostTokens = 1_000
const mostAnswers = 8_000
/** More questions at a time would be a flood that the API server has to bear. */
const mostPending = 32

/** A right that was taken away counts for so long at most; while the API is away, those who read go on for a while. */
const known = { freshMs: 60 * secondMs, staleMs: 600 * secondMs }
const refused = { freshMs: 10 * secondMs, staleMs: 0 }

/**
 * Callers by the tokens of a cluster, each right asked of its API server. Who calls from this machine without a token may
 * read: that is how `kubectl genie` asks, over a port-forward that the API server has let through.
 */
export function clusterAccess({ client, clock, logger, isReadingOpen = false }: ClusterAccessParts): Access {
  const tokens = new Remembered<KnownCaller | null>({
    clock,
    most: mostTokens,
    lifetimeOf: (found) => (found === null ? refused : known),
  })
  const answers = new Remembered<boolean>({
    clock,
    most: mostAnswers,
    lifetimeOf: (isAllowed) => (isAllowed ? known : refused),
  })
  const users = new WeakMap<Caller, UserInfo>()
  const asking = async <T>(what: string, ask: () => Promise<T>): Promise<T> => {
    try {
      return await ask()
    } catch (error) {
      if (error instanceof ApiFault) throw error
      logger.warn(`Cannot tell ${what}: ${messageOf(error)}`)
      throw unanswered(what)
    }
  }
  const bounded =
    <T>(cache: Remembered<T>, what: string, ask: () => Promise<T>) =>
    () =>
      cache.pending >= mostPending ? Promise.reject(unanswered(what)) : ask()

  return {
    mode: 'cluster',
    async identify({ isLocal, token, isWrite }) {
      if (token === null) return isLocal ? localCaller('read') : isReadingOpen ? anonymous : null
      const what = 'who is calling'
      const ask = bounded(tokens, what, async () => knownCaller(await reviewToken(client, token)))
      const found = await asking(what, () => tokens.get(keyOf(token), ask, !isWrite))
      if (found === null) return null
      users.set(found.caller, found.user)
      return found.caller
    },
    async allows(caller, asked) {
      const user = users.get(caller)
      if (user === undefined) return isReading(asked)
      const what = `whether ${caller.name} may ${asked.verb} ${asked.resource}`
      const ask = bounded(answers, what, () => reviewAccess(client, user, asked))
      return asking(what, () => answers.get(questionOf(user, asked), ask, isReading(asked)))
    },
  }
}

function knownCaller(user: UserInfo | null): KnownCaller | null {
  if (user === null) return null
  return {
    user,
    caller: { name: user.username, groups: user.groups ?? [], by: 'cluster', may: 'asked' },
  }
}

function unanswered(what: string): ApiFault {
  return new ApiFault(503, `Cannot tell ${what} as the cluster does not say so now: try again later`, [], {
    'retry-after': '2',
  })
}

/** No token is kept as it is. */
const keyOf = (token: string) => createHash('sha256').update(token).digest('base64url')

const questionOf = (
  { username, uid, groups, extra }: UserInfo,
  { verb, resource, namespace, name }: AskedAccess,
) => JSON.stringify([username, uid, groups, extra, verb, resource, namespace, name])
