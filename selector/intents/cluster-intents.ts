import type { OpenClient } from '../../kube/open-client.ts'
import { KubeError } from '../../kube/kube-error.ts'
import { clusterChallenge } from '../../service-kit/access/cluster-challenge.ts'
import { bearerOf } from '../../service-kit/access/presented.ts'
import { ApiFault } from '../../service-kit/api-fault.ts'
import type { Clock } from '../../service-kit/clock.ts'
import type { IntentStore } from '../../store/intent-store.ts'
import type { IntentAccess } from './intent-access.ts'
import { KubeIntentStore, type Trail } from './kube-intent-store.ts'

/** What intents on a cluster need. */
export interface ClusterIntentParts {
  /** Ours: it reads for those who are let in without a token, and writes nothing. */
  readonly client: Pick<OpenClient, 'withToken'> & ConstructorParameters<typeof KubeIntentStore>[0]
  /** Whether tokens are checked with the cluster: without it nobody knows whose a change would be. */
  readonly isSignedIn: boolean
  readonly trail: Trail
  readonly clock: Clock
}

/** Intents as objects of the cluster, each written with the caller's own token: we need no right to write any. */
export function clusterIntents({ client, isSignedIn, trail, clock }: ClusterIntentParts): IntentAccess {
  return {
    origin: 'cluster',
    trail,
    declared: () => [],
    onWritten: () => Promise.resolve(),
    clock,
    async use(request, work) {
      const token = isSignedIn ? bearerOf(request) : null
      try {
        if (token === null) return await work(readingOnly(new KubeIntentStore(client, trail), isSignedIn))
        return await client.withToken(token, (theirs) => work(new KubeIntentStore(theirs, trail)))
      } catch (error) {
        throw faultOf(error)
      }
    },
  }
}

function readingOnly(intents: IntentStore, isSignedIn: boolean): IntentStore {
  const fault = isSignedIn
    ? new ApiFault(
        401,
        'Cannot change an object of the cluster without your token: send it as Authorization: Bearer',
        [],
        {
          'www-authenticate': clusterChallenge,
        },
      )
    : new ApiFault(
        403,
        'Cannot change an object of the cluster for somebody unknown: use kubectl, or set GENIE_ACCESS to cluster',
      )
  return {
    list: (...asked) => intents.list(...asked),
    find: (ref) => intents.find(ref),
    history: (query) => intents.history(query),
    write: () => Promise.reject(fault),
    note: () => Promise.reject(fault),
  }
}

const passedOn = [400, 401, 403, 404, 422, 429]

/** What the API server says of the caller is theirs to read; that it is away, too. */
function faultOf(error: unknown): unknown {
  if (!(error instanceof KubeError)) return error
  if (passedOn.includes(error.status)) return new ApiFault(error.status, error.message)
  return new ApiFault(503, 'Cannot ask the cluster for its objects now: try again later', [], {
    'retry-after': '2',
  })
}
