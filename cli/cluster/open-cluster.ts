import { openClient } from '../../kube/open-client.ts'
import type { GivenFlags } from '../command/given-flags.ts'
import type { Cluster } from './cluster.ts'

const usualTimeoutMs = 10_000
/** What kubectl calls no limit. */
const noLimitMs = 3_600_000

/** A cluster that is open until it is disposed of. */
export type OpenCluster = Cluster & AsyncDisposable

/**
 * The cluster that the flags and the environment name; no request is made.
 * @throws {Error} if there is none, or its kubeconfig cannot be used
 */
export async function openCluster(
  flags: GivenFlags,
  env: Readonly<Record<string, string | undefined>>,
): Promise<OpenCluster> {
  const client = await openClient({
    program: 'kubectl-genie',
    kubeconfig: flags.text('kubeconfig'),
    context: flags.text('context'),
    impersonated: flags.text('as'),
    env,
  })
  return {
    client,
    namespace: flags.text('namespace') ?? client.namespace ?? 'default',
    requestTimeoutMs: flags.durationMs('request-timeout', usualTimeoutMs) || noLimitMs,
    genieNamespace: flags.text('genie-namespace'),
    token: client.token,
    forward: client.forward,
    [Symbol.asyncDispose]: () => client[Symbol.asyncDispose](),
  }
}
