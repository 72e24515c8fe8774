import { KubeApi, type KubeApiOptions } from '../kube-api/kube-api.ts'
import type { KubeBackend } from './kube-backend.ts'
import { KubeRequests } from './kube-requests.ts'

/** The server in memory. */
export async function openMemoryBackend(options: KubeApiOptions): Promise<KubeBackend> {
  const api = await KubeApi.start(options)
  return {
    name: 'in memory',
    url: api.url,
    kubeconfig: api.kubeconfig(),
    certificateAuthority: api.certificateAuthority,
    memory: api,
    admin: new KubeRequests(api.url, {
      headers: { authorization: `Bearer ${api.adminToken}` },
      ...(api.certificateAuthority !== undefined && { ca: api.certificateAuthority }),
    }),
    [Symbol.asyncDispose]: () => api[Symbol.asyncDispose](),
  }
}
