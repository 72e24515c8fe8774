import type { RequestOptions } from 'node:https'
import type { KubeBackend } from './kube-backend.ts'
import { KubeRequests } from './kube-requests.ts'

/** The cluster that a kubeconfig names, with the rights that it gives. */
export async function openClusterBackend(kubeconfig: string): Promise<KubeBackend> {
  const { KubeConfig } = await import('@kubernetes/client-node')
  const config = new KubeConfig()
  config.loadFromFile(kubeconfig)
  const cluster = config.getCurrentCluster()
  if (cluster === null) throw new Error(`Cannot test on a cluster as ${kubeconfig} has no current context`)
  const options: RequestOptions = {}
  await config.applyToHTTPSOptions(options)
  const { ca, cert, key, headers, rejectUnauthorized } = options
  return {
    name: `KUBECONFIG ${cluster.server}`,
    url: cluster.server,
    kubeconfig,
    certificateAuthority: typeof ca === 'string' || Buffer.isBuffer(ca) ? ca.toString() : undefined,
    memory: undefined,
    admin: new KubeRequests(cluster.server, {
      ...(ca !== undefined && { ca }),
      ...(cert !== undefined && { cert }),
      ...(key !== undefined && { key }),
      ...(headers !== undefined && { headers }),
      ...(rejectUnauthorized !== undefined && { rejectUnauthorized }),
    }),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  }
}
