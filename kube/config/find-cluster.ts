import type { Cluster, KubeConfig, User } from '@kubernetes/client-node'
import { existsSync, readFileSync } from 'node:fs'
import { isIPv6 } from 'node:net'
import { delimiter, join } from 'node:path'
import type { FoundCluster } from './found-cluster.ts'
import { kubeConfigClass } from './kube-config-class.ts'
import { chooseContext, mergeKubeconfigs } from './merge-kubeconfigs.ts'
import { readKubeconfig } from './read-kubeconfig.ts'

/** Where to look for a cluster. */
export interface ClusterChoice {
  /** This file, whatever the environment says. */
  readonly kubeconfig?: string | undefined
  readonly context?: string | undefined
  /** Ask as this user instead, as far as the API server lets us. */
  readonly impersonated?: string | undefined
  readonly env: Readonly<Record<string, string | undefined>>
  /** Where a pod has its service account; Kubernetes' own place if left out. */
  readonly serviceAccountDir?: string
}

const kubernetesAccountDir = '/var/run/secrets/kubernetes.io/serviceaccount'
/** Ways of signing in that the bundle leaves to the whole library. */
const rareProviders = new Set(['oidc', 'azure', 'gcp'])

/**
 * Finds the cluster as kubectl does: the file that is named, else those of `KUBECONFIG`, else `~/.kube/config`, else
 * the one that we are a pod of.
 * @throws {Error} that says what is missing
 */
export async function findCluster(choice: ClusterChoice): Promise<FoundCluster> {
  const paths = kubeconfigPaths(choice)
  if (paths.length > 0) return fromFiles(paths, choice)
  const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port = '443', KUBECONFIG } = choice.env
  if (host) return fromInside(host, port, choice.serviceAccountDir ?? kubernetesAccountDir)
  throw new Error(
    KUBECONFIG
      ? `Cannot find a cluster as none of the files in KUBECONFIG=${KUBECONFIG} exists`
      : 'Cannot find a cluster as there is no kubeconfig and this is no pod: set KUBECONFIG',
  )
}

function kubeconfigPaths({ kubeconfig, env: { KUBECONFIG, HOME } }: ClusterChoice): readonly string[] {
  if (kubeconfig) return [kubeconfig]
  if (KUBECONFIG) return KUBECONFIG.split(delimiter).filter((path) => path !== '' && existsSync(path))
  const own = HOME ? join(HOME, '.kube/config') : ''
  return existsSync(own) ? [own] : []
}

async function fromFiles(
  paths: readonly string[],
  { context: wanted, impersonated }: ClusterChoice,
): Promise<FoundCluster> {
  const Config = await kubeConfigClass(false)
  const merged = mergeKubeconfigs(await Promise.all(paths.map((path) => readKubeconfig(path, Config))))
  const { context, cluster, user } = chooseContext(merged, wanted, paths.join(delimiter))
  const tokenFile = merged.tokenFiles.get(user.name)
  const asked = impersonated === undefined ? user : { ...user, impersonateUser: impersonated }
  return found(cluster, asked, { tokenFile, namespace: context.namespace, isInside: false })
}

function fromInside(host: string, port: string, dir: string): FoundCluster {
  const scheme = ['80', '8080', '8001'].includes(port) ? 'http' : 'https'
  const server = `${scheme}://${isIPv6(host) ? `[${host}]` : host}:${port}`
  const namespaceFile = join(dir, 'namespace')
  return found(
    { name: 'in-cluster', server, caFile: join(dir, 'ca.crt'), skipTLSVerify: false },
    { name: 'service-account' },
    {
      tokenFile: join(dir, 'token'),
      namespace: existsSync(namespaceFile) ? readFileSync(namespaceFile, 'utf8').trim() : undefined,
      isInside: true,
    },
  )
}

function found(
  cluster: Cluster,
  user: User,
  rest: Pick<FoundCluster, 'tokenFile' | 'namespace' | 'isInside'>,
): FoundCluster {
  // Proxies are our agent's, but for SOCKS. Without TLS there is nothing to verify, and the library wants that said.
  const isSocks = cluster.proxyUrl?.startsWith('socks') === true
  const isPlain = cluster.server.startsWith('http:')
  const { proxyUrl, ...direct } = cluster
  const reached: Cluster = {
    ...direct,
    skipTLSVerify: cluster.skipTLSVerify || isPlain,
    ...(isSocks && { proxyUrl: proxyUrl ?? '' }),
  }
  const whole = isSocks || rareProviders.has(providerOf(user))
  const open = async () => load(await kubeConfigClass(whole), reached, user)
  return { cluster, user, ...rest, open }
}

function providerOf({ authProvider }: User): string {
  const name = (authProvider as { readonly name?: unknown } | null | undefined)?.name
  return typeof name === 'string' ? name : ''
}

function load(Config: typeof KubeConfig, cluster: Cluster, user: User): KubeConfig {
  const config = new Config()
  const context = { name: 'found', cluster: cluster.name, user: user.name }
  config.loadFromOptions({ clusters: [cluster], users: [user], contexts: [context], currentContext: 'found' })
  return config
}
