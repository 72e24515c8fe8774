import type { Cluster, Context, User } from '@kubernetes/client-node'

/** What a kubeconfig file says; `tokenFiles` by the user's name. */
export interface Kubeconfig {
  readonly clusters: readonly Cluster[]
  readonly users: readonly User[]
  readonly contexts: readonly Context[]
  readonly currentContext: string | undefined
  readonly tokenFiles: ReadonlyMap<string, string>
}

/** Merges files as kubectl does: of two that say something of one name, the first counts. */
export function mergeKubeconfigs(files: readonly Kubeconfig[]): Kubeconfig {
  return {
    clusters: firstByName(files.flatMap(({ clusters }) => clusters)),
    users: firstByName(files.flatMap(({ users }) => users)),
    contexts: firstByName(files.flatMap(({ contexts }) => contexts)),
    currentContext: files.map(({ currentContext }) => currentContext).find(Boolean),
    tokenFiles: new Map(files.toReversed().flatMap(({ tokenFiles }) => [...tokenFiles])),
  }
}

function firstByName<T extends { readonly name: string }>(all: readonly T[]): readonly T[] {
  return [...new Map(all.toReversed().map((each) => [each.name, each])).values()].reverse()
}

/**
 * The cluster and user of a context, the current one if none is named.
 * @throws {Error} that names what is missing, and what there is
 */
export function chooseContext(
  config: Kubeconfig,
  wanted: string | undefined,
  origin: string,
): { readonly context: Context; readonly cluster: Cluster; readonly user: User } {
  const { contexts, clusters, users, currentContext } = config
  const name = wanted ?? currentContext
  const known = contexts.map((each) => each.name).join(', ') || 'none'
  if (name === undefined)
    throw new Error(`Cannot choose a cluster as ${origin} has no current-context: name one of ${known}`)
  const context = contexts.find((each) => each.name === name)
  if (context === undefined)
    throw new Error(`Cannot use context "${name}" as ${origin} does not have it: name one of ${known}`)
  const cluster = clusters.find((each) => each.name === context.cluster)
  if (cluster === undefined)
    throw new Error(`Cannot use context "${name}" as ${origin} has no cluster "${context.cluster}"`)
  const user = users.find((each) => each.name === context.user)
  if (user === undefined && context.user)
    throw new Error(`Cannot use context "${name}" as ${origin} has no user "${context.user}"`)
  return { context, cluster, user: user ?? { name: '' } }
}
