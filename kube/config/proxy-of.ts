import type { FoundCluster } from './found-cluster.ts'

const names = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'no_proxy']

/**
 * The proxy to a cluster, as Node's agents take it, or null for none: the kubeconfig's `proxy-url`, else that of the
 * environment. From inside the cluster there is none: its addresses are rarely in a NO_PROXY.
 */
export function proxyOf(
  { cluster: { proxyUrl }, isInside }: Pick<FoundCluster, 'cluster' | 'isInside'>,
  env: Readonly<Record<string, string | undefined>>,
): NodeJS.ProcessEnv | null {
  if (proxyUrl?.startsWith('socks')) return null
  if (proxyUrl) return { HTTP_PROXY: proxyUrl, HTTPS_PROXY: proxyUrl }
  const given = names.flatMap((name) => (env[name] ? [[name, env[name]] as const] : []))
  return isInside || given.length === 0 ? null : Object.fromEntries(given)
}
