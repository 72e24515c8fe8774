import type { KubeApi } from '../kube-api/kube-api.ts'
import type { KubeRequests } from './kube-requests.ts'

/** A server to test on. */
export interface KubeBackend extends AsyncDisposable {
  /** For the names of suites. */
  readonly name: string
  readonly url: string
  /** Path of the administrator's kubeconfig. */
  readonly kubeconfig: string
  /** PEM of who signed the server's certificate. */
  readonly certificateAuthority: string | undefined
  /** The server itself where it is ours. */
  readonly memory: KubeApi | undefined
  /** Requests with the administrator's rights. */
  readonly admin: KubeRequests
}
