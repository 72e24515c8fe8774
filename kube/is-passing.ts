import { KubeError } from './kube-error.ts'

/**
 * Whether the same request may well succeed later: no answer, a busy or broken server, credentials that are being
 * renewed, or a conflict with another writer. Anything else will be refused however often it is asked.
 */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof KubeError)) return false
  const { status, reason } = error
  if (status === 409) return reason !== 'AlreadyExists'
  return status === 0 || status === 401 || status === 408 || status === 429 || status >= 500
}
