import type { Duplex } from 'node:stream'
import packageJson from '../package.json' with { type: 'json' }
import { systemClock, type Clock } from '../service-kit/clock.ts'
import { ApiConnection } from './client/api-connection.ts'
import { KubeHttpClient } from './client/kube-http-client.ts'
import { Credentials } from './config/credentials.ts'
import { tokenCredentials } from './config/token-credentials.ts'
import { findCluster, type ClusterChoice } from './config/find-cluster.ts'
import { proxyOf } from './config/proxy-of.ts'
import { realDelay, type Delay } from './delay.ts'
import type { KubeClient } from './kube-client.ts'
import type { ObjectRef } from './kube-object.ts'

/** Which cluster, and who asks. */
export interface ClientChoice extends ClusterChoice {
  /** Part of the user agent that the API server's audit log shows, as in `genie-agent`. */
  readonly program: string
  readonly clock?: Clock
  readonly delay?: Delay
}

/** A client that is open until it is disposed of. */
export interface OpenClient extends KubeClient, AsyncDisposable {
  /** The namespace of the context, or the one that our own pod is in. */
  readonly namespace: string | undefined
  /** Does something as whoever's token it is, with none of our own rights, and closes what it needed for that. */
  readonly withToken: <T>(token: string, work: (client: KubeClient) => Promise<T>) => Promise<T>
  /** The token that we sign with; null if it is something else, or if we ask as another user. */
  readonly token: () => Promise<string | null>
  /**
   * A connection to a port of a pod, through the API server; open until it is destroyed.
   * @throws {KubeError} for a refusal, or where there is no answer
   */
  readonly forward: (pod: ObjectRef, port: number, signal: AbortSignal) => Promise<Duplex>
}

/** Whether the environment says that there is a cluster: a kubeconfig is named, or we run in a pod. */
export function isClusterConfigured(env: Readonly<Record<string, string | undefined>>): boolean {
  return Boolean(env['KUBECONFIG'] ?? '') || Boolean(env['KUBERNETES_SERVICE_HOST'] ?? '')
}

/**
 * Finds the cluster and makes a client for it; nothing is asked of it yet.
 * @throws {Error} if no cluster is found, or the kubeconfig cannot be used
 */
export async function openClient(choice: ClientChoice): Promise<OpenClient> {
  const { program, clock = systemClock, delay = realDelay, env } = choice
  const found = await findCluster(choice)
  const { server } = found.cluster
  const credentials = new Credentials(found, clock)
  const proxyEnv = proxyOf(found, env)
  const userAgent = `cni-genie/${packageJson.version} (${program})`
  const connection = new ApiConnection({ server, credentials, proxyEnv, userAgent, clock, delay })
  return Object.assign(new KubeHttpClient(connection), {
    namespace: found.namespace,
    withToken: async <T>(token: string, work: (client: KubeClient) => Promise<T>) => {
      const theirs = new ApiConnection({
        server,
        credentials: tokenCredentials(credentials, token),
        proxyEnv,
        userAgent,
        clock,
        delay,
      })
      try {
        return await work(new KubeHttpClient(theirs))
      } finally {
        theirs.close()
      }
    },
    token: async () => ownToken((await credentials.current()).headers),
    // WebSockets are loaded by those who need them: an agent never does.
    forward: async (pod: ObjectRef, port: number, signal: AbortSignal) => {
      const { forwardPort } = await import('./forward/port-forward.ts')
      return forwardPort({ server, credentials, proxyEnv, userAgent }, pod, port, signal)
    },
    [Symbol.asyncDispose]: () => {
      connection.close()
      return Promise.resolve()
    },
  })
}

function ownToken(headers: Readonly<Record<string, string>>): string | null {
  const given = new Headers(headers)
  if (given.has('impersonate-user')) return null
  return /^bearer +(\S+)$/i.exec(given.get('authorization') ?? '')?.[1] ?? null
}
