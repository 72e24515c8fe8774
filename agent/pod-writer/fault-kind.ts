import { KubeError } from '../../kube/kube-error.ts'

/**
 * What a fault of the API means for what was asked: it is `away` for everybody, this one request is to be `repeated`, or
 * it is `refused` and would be refused again.
 */
export type FaultKind = 'away' | 'repeated' | 'refused'

const askedTooMuch = 429
const conflict = 409
const timedOut = 408

/** What kind of fault it is; what is no answer of the API is taken for one that may pass. */
export function faultKind(error: unknown): FaultKind {
  const status = error instanceof KubeError ? error.status : 500
  if (status === 0 || status === askedTooMuch || status === 503 || status === 504) return 'away'
  if (status >= 500 || status === conflict || status === timedOut) return 'repeated'
  return status === 401 ? 'away' : 'refused'
}
